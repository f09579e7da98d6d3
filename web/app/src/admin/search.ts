import type { SearchQuery } from "../api/client";
import type { Channel, ConversationStatus, OrderStatus, Role } from "../api/types";
import { dayIn, instantsOf, type Span } from "../design/days";
import { orderStatuses } from "../orders/orders";
import { words } from "../words";
import { idIn, oneOf, present } from "./address";
import { statuses } from "./filter";

/** Which messages are sought. Lives in the address. */
export interface SearchFilter {
  q?: string;
  status?: ConversationStatus;
  /** Those that nobody on another side has read. */
  unread?: boolean;
  orderStatus?: OrderStatus;
  channel?: Channel;
  senderRole?: Role;
  business?: string;
  /** The first and the last day where the reader is, as YYYY-MM-DD. */
  from?: string;
  to?: string;
}

export type SearchChange = { [Name in keyof SearchFilter]?: string | undefined };

/** In UTF-16 code units, as the server counts. */
export const MAX_SOUGHT = 200;

export const channels = Object.keys(words.channel) as Channel[];
/** Who writes messages with words in them. */
export const senders = ["customer", "seller", "supplier", "reseller", "platform"] as const satisfies Role[];

export function readSearch(search: URLSearchParams): SearchFilter {
  return present<SearchFilter>({
    q: search.get("q")?.trim() || undefined,
    status: oneOf(search, "status", statuses),
    unread: search.get("unread") === "1" || undefined,
    orderStatus: oneOf(search, "orderStatus", orderStatuses),
    channel: oneOf(search, "channel", channels),
    senderRole: oneOf(search, "senderRole", senders),
    business: idIn(search, "business"),
    from: dayIn(search, "from"),
    to: dayIn(search, "to"),
  });
}

/** What keeps the words from being sought; null when nothing does. */
export function faultOf(q: string): { is: "empty" } | { is: "wordless" } | { is: "long"; over: number } | null {
  if (q.trim() === "") return { is: "empty" };
  if (q.trim().length > MAX_SOUGHT) return { is: "long", over: q.trim().length - MAX_SOUGHT };

  return /[\p{L}\p{N}]/u.test(q) ? null : { is: "wordless" };
}

export const queryOfSearch = ({ q = "", from, to, ...rest }: SearchFilter): SearchQuery => ({
  ...rest,
  q,
  ...instantsOf(present<Span>({ from, to })),
});

/** Which of the names a choice offers. */
export const namesOf = <Value extends string>(values: readonly Value[], names: { readonly [name: string]: string }) =>
  Object.fromEntries(values.map((value) => [value, names[value] ?? value])) as { [Name in Value]: string };
