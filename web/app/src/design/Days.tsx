import { useId } from "react";
import "./days.css";
import "./field.css";

interface DaysProps {
  labels: { readonly from: string; readonly to: string };
  /** The first and the last day where the reader is, as YYYY-MM-DD. */
  from: string | undefined;
  to: string | undefined;
  onChange: (change: { from?: string | undefined; to?: string | undefined }) => void;
}

/** From which day to which. */
export function Days({ labels, from, to, onChange }: DaysProps) {
  return (
    <>
      <Day label={labels.from} value={from} onChange={(day) => onChange({ from: day })} />
      <Day label={labels.to} value={to} onChange={(day) => onChange({ to: day })} />
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
