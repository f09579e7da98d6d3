import type { ListQuery } from "../api/client";
import type { ConversationStatus, InboxRow, LineState, TopicKind } from "../api/types";

/** What a list shows. Lives in the address, so that a link or a reload brings the same list. */
export interface InboxFilter {
  q?: string;
  status?: ConversationStatus;
  topic?: TopicKind;
  /** The order, listing or service. */
  topicId?: string;
  /** How it stands for a business. */
  state?: LineState;
  /** When something was last said: from the one instant up to before the other, as the server writes them. */
  from?: string;
  to?: string;
  unread?: boolean;
  archived?: boolean;
  /** The id of a member, or `nobody`. */
  assignee?: string;
  /** The business on the other side. */
  business?: string;
  /** The business whose inbox it is; mine when left out. */
  as?: string;
}

const statuses: readonly string[] = ["open", "resolved", "closed"];
const topics: readonly string[] = ["order", "listing", "service", "general"];

export function readFilter(search: URLSearchParams): InboxFilter {
  const text = (name: string) => search.get(name)?.trim() || undefined;
  const oneOf = (name: string, known: readonly string[]) => known.find((value) => value === search.get(name));
  const yes = (name: string) => search.get(name) === "1" || undefined;

  return present({
    q: text("q"),
    status: oneOf("status", statuses) as ConversationStatus | undefined,
    topic: oneOf("topic", topics) as TopicKind | undefined,
    unread: yes("unread"),
    archived: yes("archived"),
    business: text("business"),
    as: text("as"),
  });
}

/** Changes some of a filter in an address; undefined takes it out. What is not a filter stays. */
export function writeFilter(
  search: URLSearchParams,
  change: { [Name in keyof InboxFilter]?: InboxFilter[Name] | undefined },
): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined || value === "" || value === false) next.delete(name);
    else next.set(name, value === true ? "1" : String(value));
  }

  return next;
}

export function queryOf(filter: InboxFilter): ListQuery {
  return { ...filter, limit: 30 };
}

/** Whether a line belongs in a list. Null where only the server can tell: it alone searches. */
export function fits(row: InboxRow, filter: InboxFilter): boolean | null {
  if (filter.as !== (row.businessId ?? undefined)) return false;
  if (filter.business !== undefined && row.with.id !== filter.business) return false;
  if (filter.state ? stateOf(row) !== filter.state : row.spam || row.archived !== (filter.archived ?? false))
    return false;
  if (filter.status !== undefined && row.status !== filter.status) return false;
  if (filter.topic !== undefined && row.topic.kind !== filter.topic) return false;
  if (filter.topicId !== undefined && row.topic.id !== filter.topicId) return false;
  if (row.last && !(row.last.at >= (filter.from ?? "") && row.last.at < (filter.to ?? "~"))) return false;
  if (filter.unread === true && !isUnread(row)) return false;
  if (filter.assignee === "nobody" && row.assignee) return false;
  if (filter.assignee !== undefined && filter.assignee !== "nobody" && row.assignee?.personId !== filter.assignee)
    return false;

  return filter.q === undefined ? true : null;
}

/** As the server derives it, also of a line that was changed here before the server has answered. */
export const stateOf = (row: InboxRow): LineState =>
  row.spam
    ? "spam"
    : row.archived
      ? "archived"
      : row.unreadMark
        ? "new"
        : row.state === "replied"
          ? "replied"
          : row.unread > 0
            ? "new"
            : "read";

export const isUnread = (row: InboxRow) => row.unread > 0 || row.unreadMark;

function present<Value extends object>(value: { [Name in keyof Value]: Value[Name] | undefined }): Value {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Value;
}
