import { ExternalLink } from "lucide-react";
import type { OrderSummary } from "../api/types";
import { safeHref } from "../conversation/safeText";
import { words } from "../words";

/** Who carries it, and where to follow it. */
export function Parcel({ tracking }: { tracking: OrderSummary["tracking"] | undefined }) {
  const courier = [tracking?.carrier, tracking?.number].filter(Boolean).join(" ");
  const href = safeHref(tracking?.url ?? "");
  if (!courier && !href) return null;

  return (
    <div className="parcel">
      {courier && (
        <span className="parcel__courier clip figures" dir="auto">
          {courier}
        </span>
      )}
      {href && (
        <a className="button button--secondary" href={href} target="_blank" rel="noopener noreferrer nofollow">
          {words.orders.track}
          <ExternalLink size={14} aria-hidden="true" />
        </a>
      )}
    </div>
  );
}
