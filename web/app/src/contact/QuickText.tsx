import { useId, useRef } from "react";
import type { TopicKind } from "../api/types";
import { count } from "../design/money";
import { measureQuick } from "./quick";
import { Templates } from "./Templates";
import { contactWords } from "./words";

interface QuickTextProps {
  kind: TopicKind;
  body: string;
  /** In UTF-16 code units. */
  max: number;
  disabled: boolean;
  onWrite: (body: string) => void;
}

/** Templates, a short text, and how much of it there may be. */
export function QuickText({ kind, body, max, disabled, onWrite }: QuickTextProps) {
  const inputId = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const { isOver } = measureQuick(body, max);

  return (
    <>
      <Templates kind={kind} box={box} />
      <div className="field">
        <label className="field__label" htmlFor={inputId}>
          {contactWords.message}
        </label>
        <textarea
          ref={box}
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
    </>
  );
}
