import { X } from "lucide-react";
import { adminWords } from "./words";

/** A filter that came with a link, and the way out of it. */
export function FilterTag({ text, onRemove }: { text: string; onRemove: () => void }) {
  return (
    <button type="button" className="filter-tag" aria-label={adminWords.removeFilter(text)} onClick={onRemove}>
      <span className="clip" dir="auto">
        {text}
      </span>
      <X size={14} aria-hidden="true" />
    </button>
  );
}
