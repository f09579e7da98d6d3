import type { AuditQuery } from "../api/client";
import type { AuditEntry } from "../api/types";
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
  const day = (name: string) => {
    const value = search.get(name) ?? "";

    return startOfDay(value) === null ? undefined : value;
  };
  const action = search.get("action") ?? "";

  return present<AuditFilter>({
    action: Object.hasOwn(adminWords.actions, action) ? action : undefined,
    actor: idIn(search, "actor"),
    conversation: idIn(search, "conversation"),
    from: day("from"),
    to: day("to"),
  });
}

/** Days become instants: from the first moment of the one up to the last of the other. */
export function queryOfAudit({ from, to, ...rest }: AuditFilter): AuditQuery {
  const first = from === undefined ? null : startOfDay(from);
  const end = to === undefined ? null : startOfDay(to, 1);

  return { ...rest, ...(first && { from: first.toISOString() }), ...(end && { to: end.toISOString() }) };
}

/** The first moment of a day where the reader is, or of one so many days later. Null for what is no day. */
export function startOfDay(day: string, daysLater = 0): Date | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined) return null;
  const start = new Date(Number(year), Number(month) - 1, Number(date) + daysLater);

  return Number.isNaN(start.getTime()) ? null : start;
}

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
