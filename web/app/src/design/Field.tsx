import { type ComponentProps, useId } from "react";
import "./field.css";

interface FieldProps extends ComponentProps<"input"> {
  label: string;
  hint?: string;
  problem?: string | undefined;
}

/** A labelled input with its hint and what is wrong with it. */
export function Field({ label, hint, problem, ...rest }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = problem ?? hint;

  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <input
        {...rest}
        id={id}
        className="field__input"
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={note === undefined ? undefined : noteId}
      />
      {note !== undefined && (
        <p id={noteId} className={problem === undefined ? "field__note" : "field__note field__note--problem"}>
          {note}
        </p>
      )}
    </div>
  );
}
