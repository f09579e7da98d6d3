import type { Party } from "../api/types";
import { useNow } from "../app/useNow";
import { ago } from "../design/times";
import { words } from "../words";

/** Whether the other side is here, or when it last was. */
export function Presence({ party }: { party: Party | undefined }) {
  const now = useNow();
  if (party?.online)
    return (
      <span className="head__online">
        <i aria-hidden="true" />
        {words.thread.online}
      </span>
    );

  return party?.lastSeenAt ? <span>{words.thread.lastSeen(ago(party.lastSeenAt, now))}</span> : null;
}
