import { useId, useState } from "react";
import { Button } from "../design/Button";
import { useOpening } from "./useOversight";
import { adminWords } from "./words";

/** In UTF-16 code units, as the server counts. */
const MAX_REASON = 500;

interface ReasonFormProps {
  conversationId: string;
  onOpened?: () => void;
}

/** Why an admin wants to read a conversation. Without an answer it stays shut. */
export function ReasonForm({ conversationId, onOpened = () => {} }: ReasonFormProps) {
  const id = useId();
  const [reason, setReason] = useState("");
  const [wasAsked, setAsked] = useState(false);
  const { open, isBusy, problem } = useOpening(conversationId, onOpened);
  // It is kept as one line.
  const line = reason.trim().replaceAll(/\s+/g, " ");
  const over = line.length - MAX_REASON;
  const fault = over > 0 ? adminWords.tooLong(over) : wasAsked && line === "" ? adminWords.reasonMissing : null;

  return (
    <form
      className="reason"
      aria-label={adminWords.read}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (line !== "" && over <= 0) open(line);
      }}
    >
      <p id={`${id}-text`}>{adminWords.readText}</p>
      <div className="field">
        <label className="field__label" htmlFor={id}>
          {adminWords.reason}
        </label>
        <textarea
          id={id}
          className="field__input reason__input"
          rows={3}
          dir="auto"
          required
          aria-invalid={fault !== null || undefined}
          aria-describedby={`${id}-text ${id}-note`}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <p id={`${id}-note`} className={fault === null ? "field__note" : "field__note field__note--problem"}>
          {fault ?? adminWords.reasonHint}
        </p>
      </div>
      {problem && (
        <p className="reason__problem" role="alert">
          {problem}
        </p>
      )}
      <Button look="primary" type="submit" busy={isBusy}>
        {adminWords.open}
      </Button>
    </form>
  );
}
