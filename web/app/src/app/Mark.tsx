/** Two people's cards, the one before the other: speech and record. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" fill="none" aria-hidden="true">
      <path
        d="M10 3h11a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4h-1"
        stroke="var(--teal-500)"
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path
        d="M7 8h8a4 4 0 0 1 4 4v5a4 4 0 0 1-4 4h-4l-5 4v-4.2A4 4 0 0 1 3 17v-5a4 4 0 0 1 4-4Z"
        fill="currentColor"
      />
    </svg>
  );
}
