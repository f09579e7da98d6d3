import { words } from "../words";
import { useInbox } from "./useInbox";

interface BusinessSelectProps {
  value: string | undefined;
  onChange: (business?: string) => void;
}

/** Narrows my list to one business that I write with. Shown once there is more than one. */
export function BusinessSelect({ value, onChange }: BusinessSelectProps) {
  const { rows } = useInbox({});
  const names = new Map(rows.map((row) => [row.with.id, row.with.name]));
  if (names.size < 2 && value === undefined) return null;

  return (
    <select
      className="select"
      aria-label={words.list.business}
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{words.list.anyBusiness}</option>
      {[...names]
        .sort(([, a], [, b]) => a.localeCompare(b))
        .map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
    </select>
  );
}
