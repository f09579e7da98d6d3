import { useSyncExternalStore } from "react";

const query = () => window.matchMedia?.("(width < 768px)");

function subscribe(onChange: () => void): () => void {
  const media = query();
  media?.addEventListener("change", onChange);

  return () => media?.removeEventListener("change", onChange);
}

/** Whether list and thread are pages of their own, as on phones. */
export const useNarrow = () => useSyncExternalStore(subscribe, () => query()?.matches ?? false);
