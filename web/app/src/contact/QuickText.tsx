import { useId } from "react";
import { count } from "../design/money";
import { measureQuick } from "./quick";
import { contactWords } from "./words";

interface QuickTextProps {
  body: string;
  /** In UTF-16 code units. */
  max: number;
  disabled: boolean;
  onWrite: (body: string) => void;
}

/** A short text, and how much of it there may be. */
export function QuickText({ body, max, disabled, onWrite }: QuickTextProps) {
  const inputId = useId();
  const { isOver } = measureQuick(body, max);

  return (
    <div className="field">
      <label className="field__label" htmlFor={inputId}>
        {contactWords.message}
      </label>
      <textarea
        id={inputId}
        className="field__input quick__input"
        dir="auto"
        rows={4}
        placeholder={contactWords.placeholder}
        data-autofocus
        value={body}
        disabled={disabled}
        aria-describedby={`${inputId}-counter`}
        aria-invalid={isOver || undefined}
        onChange={(event) => onWrite(event.target.value)}
      />
      <p id={`${inputId}-counter`} className={isOver ? "field__note field__note--problem" : "field__note"}>
        <span className="figures">{contactWords.counter(count(body.length), count(max))}</span>
        {isOver && ` · ${contactWords.over(count(body.length - max))}`}
      </p>
    </div>
  );
}
