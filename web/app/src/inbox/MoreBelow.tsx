import { useEffect, useRef } from "react";
import { RowsSkeleton } from "../design/Skeleton";

/** Brings the next page when the end of the list comes near. */
export function MoreBelow({ onSeen }: { onSeen: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  const seen = useRef(onSeen);
  seen.current = onSeen;

  useEffect(() => {
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) seen.current();
      },
      { rootMargin: "600px" },
    );
    if (ref.current) watcher.observe(ref.current);

    return () => watcher.disconnect();
  }, []);

  return (
    <div ref={ref} className="more-below">
      <RowsSkeleton rows={2} />
    </div>
  );
}
