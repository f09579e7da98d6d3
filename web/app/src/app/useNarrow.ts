import { useCallback, useSyncExternalStore } from "react";

/** Whether list and thread are pages of their own, as on phones. */
export const useNarrow = () => useNarrowerThan(768);

/** In CSS pixels, as the styles count them. */
export function useNarrowerThan(width: number): boolean {
  const query = `(width < ${width}px)`;
  const subscribe = useCallback(
    (onChange: () => void) => {
      const media = window.matchMedia?.(query);
      media?.addEventListener("change", onChange);

      return () => media?.removeEventListener("change", onChange);
    },
    [query],
  );

  return useSyncExternalStore(subscribe, () => window.matchMedia?.(query)?.matches ?? false);
}
