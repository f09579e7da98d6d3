import { useId } from "react";
import { adminWords } from "./words";
import "../design/field.css";

interface DaysProps {
  /** The first and the last day where the reader is, as YYYY-MM-DD. */
  from: string | undefined;
  to: string | undefined;
  onChange: (change: { from?: string | undefined; to?: string | undefined }) => void;
}

/** From which day to which. */
export function Days({ from, to, onChange }: DaysProps) {
  return (
    <>
      <Day label={adminWords.from} value={from} onChange={(day) => onChange({ from: day })} />
      <Day label={adminWords.to} value={to} onChange={(day) => onChange({ to: day })} />
    </>
  );
}

interface DayProps {
  label: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
}

/** A day where the reader is, as YYYY-MM-DD. */
function Day({ label, value, onChange }: DayProps) {
  const id = useId();

  return (
    <span className="day-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="select"
        type="date"
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value || undefined)}
      />
    </span>
  );
}
