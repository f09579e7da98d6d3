import { Fragment } from "react";
import type { AuditEntry } from "../api/types";
import { Button } from "../design/Button";
import { exactTime } from "../design/times";
import { words } from "../words";
import type { AuditChange } from "./AdminAudit";
import { dataText } from "./audit";
import { adminWords } from "./words";

interface AuditDetailsProps {
  entry: AuditEntry;
  onChange: (change: AuditChange) => void;
}

/** All that is on record of one entry. */
export function AuditDetails({ entry, onChange }: AuditDetailsProps) {
  const { actor, conversationId } = entry;
  const data = dataText(entry.data);

  return (
    <div className="entry">
      <dl className="entry__facts">
        {rowsOf(entry).map(([label, value]) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd className="figures">{value}</dd>
          </Fragment>
        ))}
        {data && (
          <>
            <dt>{adminWords.data}</dt>
            <dd>
              <pre className="entry__data">{data}</pre>
            </dd>
          </>
        )}
      </dl>
      <div className="entry__ways">
        {actor && <Button onClick={() => onChange({ actor: actor.id })}>{adminWords.onlyActor}</Button>}
        {conversationId && (
          <Button onClick={() => onChange({ conversation: conversationId })}>{adminWords.onlyConversation}</Button>
        )}
      </div>
    </div>
  );
}

type Row = [label: string, value: string];

function rowsOf({ at, action, address, userAgent, channel, subject, shopId, businessId, id }: AuditEntry): Row[] {
  return [
    [adminWords.time, exactTime(at)],
    [adminWords.code, action],
    [adminWords.address, address ?? adminWords.noAddress],
    [adminWords.userAgent, userAgent ?? adminWords.noAddress],
    [adminWords.channel, words.channel[channel]],
    [adminWords.subject, subject],
    [adminWords.businessLabel, businessId],
    [adminWords.shop, shopId],
    [adminWords.entry, id],
  ].filter((row): row is Row => Boolean(row[1]));
}
