import "../design/field.css";

interface FilterSelectProps<Value extends string> {
  label: string;
  any: string;
  names: { readonly [Name in Value]?: string };
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
}

/** One of several, or any. */
export function FilterSelect<Value extends string>({ label, any, names, value, onChange }: FilterSelectProps<Value>) {
  return (
    <select
      className="select"
      aria-label={label}
      value={value ?? ""}
      onChange={(event) => onChange((event.target.value || undefined) as Value | undefined)}
    >
      <option value="">{any}</option>
      {(Object.keys(names) as Value[]).map((one) => (
        <option key={one} value={one}>
          {names[one]}
        </option>
      ))}
    </select>
  );
}
