import type { AuditFilter } from "../admin/audit";
import type { ListedFilter } from "../admin/filter";
import type { SearchFilter } from "../admin/search";
import type { InboxFilter } from "../inbox/filter";
import type { OrderFilter } from "../orders/orders";

/** Where things lie in the one store, React Query's cache. */
export const keys = {
  me: ["me"] as const,
  demo: ["demo"] as const,
  demoOffers: (kind: "listing" | "service") => ["demo", "offers", kind] as const,
  lists: ["inbox"] as const,
  list: (filter: InboxFilter) => ["inbox", filter] as const,
  /** How many conversations of a business wait, by what they are about. */
  unreadOf: (businessId: string) => ["unread", businessId] as const,
  /** What a business offers. */
  offersOf: (businessId: string) => ["offers", businessId] as const,
  /** Whom a business has blocked. */
  blocksOf: (businessId: string) => ["blocks", businessId] as const,
  conversation: (conversationId: string) => ["conversation", conversationId] as const,
  conversations: ["conversation"] as const,
  /** The highest numbers that live events told of, also for conversations that are not loaded yet. */
  heads: (conversationId: string) => ["heads", conversationId] as const,
  timeline: (conversationId: string) => ["timeline", conversationId] as const,
  timelines: ["timeline"] as const,
  /** What two sides said in all of their conversations. */
  betweens: ["between"] as const,
  between: (businessId: string, customerId?: string) => ["between", businessId, customerId] as const,
  /** All that is known of orders. */
  orders: ["orders"] as const,
  orderLists: ["orders", "list"] as const,
  orderList: (filter: OrderFilter) => ["orders", "list", filter] as const,
  eachOrder: ["orders", "one"] as const,
  order: (idOrNumber: string) => ["orders", "one", idOrNumber] as const,
  /** What a business knows of the customer of a conversation, his orders among it. */
  customerIn: (conversationId: string) => ["orders", "customer", conversationId] as const,
  orderCounts: ["orders", "counts"] as const,
  /** Everybody's conversations, as admins list them. */
  listedLists: ["listed"] as const,
  listed: (filter: ListedFilter) => ["listed", filter] as const,
  /** Until when I have a conversation open with a reason. */
  oversight: (conversationId: string) => ["oversight", conversationId] as const,
  audit: (filter: AuditFilter) => ["audit", filter] as const,
  search: (filter: SearchFilter) => ["search", filter] as const,
};
