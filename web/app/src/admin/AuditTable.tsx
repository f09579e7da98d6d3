import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";
import type { AuditEntry } from "../api/types";
import { IconButton } from "../design/Button";
import { exactTime, secondTime } from "../design/times";
import { deskWords } from "../inbox/words";
import type { AuditChange } from "./AdminAudit";
import { AuditDetails } from "./AuditDetails";
import { Actor, Remark, Where } from "./AuditParts";
import { actionWords } from "./audit";
import { adminWords } from "./words";

interface AuditTableProps {
  entries: readonly AuditEntry[];
  onChange: (change: AuditChange) => void;
}

/** One row for each entry; its particulars open below it. */
export function AuditTable({ entries, onChange }: AuditTableProps) {
  return (
    <table className="audit">
      <thead>
        <tr>
          <th scope="col">{adminWords.time}</th>
          <th scope="col">{adminWords.who}</th>
          <th scope="col">{adminWords.action}</th>
          <th scope="col">{adminWords.where}</th>
          <th scope="col">{adminWords.address}</th>
          <th scope="col">
            <span className="unseen">{deskWords.label}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.id} entry={entry} onChange={onChange} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ entry, onChange }: { entry: AuditEntry; onChange: AuditTableProps["onChange"] }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const time = secondTime(entry.at);

  return (
    <>
      <tr data-open={isOpen || undefined}>
        <td className="audit__time">
          <time dateTime={entry.at} title={exactTime(entry.at)}>
            {time}
          </time>
        </td>
        <td>
          <Actor entry={entry} />
        </td>
        <td>
          <span className="audit__action">{actionWords(entry)}</span>
          <Remark entry={entry} />
        </td>
        <td>
          <Where entry={entry} />
        </td>
        <td className="figures">{entry.address}</td>
        <td className="audit__more">
          <IconButton
            label={adminWords.showEntry(actionWords(entry), time)}
            icon={<ChevronDown className="audit__sign" size={16} aria-hidden="true" />}
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => setOpen(!isOpen)}
          />
        </td>
      </tr>
      {isOpen && (
        <tr id={id} className="audit__details">
          <td colSpan={6}>
            <AuditDetails entry={entry} onChange={onChange} />
          </td>
        </tr>
      )}
    </>
  );
}
