import { useId } from "react";

interface DayProps {
  label: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
}

/** A day where the reader is, as YYYY-MM-DD. */
export function Day({ label, value, onChange }: DayProps) {
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
