const BASE_MS = 500;
const CAP_MS = 30_000;

/** How long to wait before a further try, in milliseconds: full jitter, so that a crowd does not return at once. */
export function waitBefore(attempt: number, chance: () => number = Math.random): number {
  return Math.round(chance() * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt, 16)));
}
