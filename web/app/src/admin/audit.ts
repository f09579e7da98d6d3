import type { AuditQuery } from "../api/client";
import type { AuditEntry } from "../api/types";
import { dayIn, instantsOf, type Span } from "../design/days";
import { words } from "../words";
import { idIn, present } from "./address";
import { adminWords } from "./words";

/** Which entries are shown. Lives in the address. */
export interface AuditFilter {
  action?: string;
  /** A person. */
  actor?: string;
  conversation?: string;
  /** The first and the last day where the reader is, as YYYY-MM-DD. */
  from?: string;
  to?: string;
}

export function readAudit(search: URLSearchParams): AuditFilter {
  const action = search.get("action") ?? "";

  return present<AuditFilter>({
    action: Object.hasOwn(adminWords.actions, action) ? action : undefined,
    actor: idIn(search, "actor"),
    conversation: idIn(search, "conversation"),
    from: dayIn(search, "from"),
    to: dayIn(search, "to"),
  });
}

export const queryOfAudit = ({ from, to, ...rest }: AuditFilter): AuditQuery => ({
  ...rest,
  ...instantsOf(present<Span>({ from, to })),
});

export const actionWords = ({ action }: Pick<AuditEntry, "action">) => adminWords.actions[action] ?? action;

export function actorWords({ actor, actorRole }: Pick<AuditEntry, "actor" | "actorRole">): {
  name: string;
  role: string | null;
} {
  const role = adminWords.auditRole[actorRole] ?? (words.role as Record<string, string>)[actorRole] ?? actorRole;

  return actor ? { name: actor.name, role } : { name: role, role: null };
}

/** What of an entry is worth a line of its own: the reason that was given, the words sought, or that it was a note. */
export function remarkOf({ data }: Pick<AuditEntry, "data">): string | null {
  const known = typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {};
  if (typeof known.reason === "string") return known.reason;
  if (typeof known.q === "string") return known.q;

  return known.internal === true ? adminWords.noteAdded : null;
}

export const dataText = (data: unknown) => (data === undefined || data === null ? null : JSON.stringify(data, null, 2));
