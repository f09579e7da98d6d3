import { words } from "../words";
import "./skeleton.css";

/** Lines of a list at their final size, while the list is on its way. */
export function RowsSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div className="skeleton-rows" role="status" aria-label={words.loading}>
      {Array.from({ length: rows }, (_, index) => (
        <div className="skeleton-row" key={index}>
          <span className="skeleton skeleton--thumb" />
          <span className="skeleton-row__lines">
            <span className="skeleton skeleton--short" />
            <span className="skeleton" />
            <span className="skeleton skeleton--tiny" />
          </span>
        </div>
      ))}
    </div>
  );
}

export function ThreadSkeleton() {
  return (
    <div className="skeleton-thread" role="status" aria-label={words.loading}>
      {["theirs", "mine", "theirs", "theirs", "mine"].map((whose, index) => (
        <span key={index} className={`skeleton skeleton--bubble skeleton--${whose}`} />
      ))}
    </div>
  );
}
