import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";
import type { AuditEntry } from "../api/types";
import { IconButton } from "../design/Button";
import { exactTime, secondTime } from "../design/times";
import type { AuditChange } from "./AdminAudit";
import { AuditDetails } from "./AuditDetails";
import { Actor, Remark, Where } from "./AuditParts";
import { actionWords } from "./audit";
import { adminWords } from "./words";

interface AuditCardsProps {
  entries: readonly AuditEntry[];
  onChange: (change: AuditChange) => void;
}

/** The entries where there is no room for columns. */
export function AuditCards({ entries, onChange }: AuditCardsProps) {
  return (
    <ul className="audit-cards">
      {entries.map((entry) => (
        <Card key={entry.id} entry={entry} onChange={onChange} />
      ))}
    </ul>
  );
}

function Card({ entry, onChange }: { entry: AuditEntry; onChange: AuditCardsProps["onChange"] }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const time = secondTime(entry.at);

  return (
    <li className="audit-card">
      <div className="audit-card__top">
        <span className="audit__action">{actionWords(entry)}</span>
        <IconButton
          label={adminWords.showEntry(actionWords(entry), time)}
          icon={<ChevronDown className="audit__sign" size={16} aria-hidden="true" />}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => setOpen(!isOpen)}
        />
      </div>
      <Remark entry={entry} />
      <Actor entry={entry} />
      <div className="audit-card__foot">
        <time className="audit__time" dateTime={entry.at} title={exactTime(entry.at)}>
          {time}
        </time>
        <Where entry={entry} />
      </div>
      {isOpen && (
        <div id={id}>
          <AuditDetails entry={entry} onChange={onChange} />
        </div>
      )}
    </li>
  );
}
