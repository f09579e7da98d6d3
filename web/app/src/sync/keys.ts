import type { InboxFilter } from "../inbox/filter";

/** Where things lie in the one store, React Query's cache. */
export const keys = {
  me: ["me"] as const,
  lists: ["inbox"] as const,
  list: (filter: InboxFilter) => ["inbox", filter] as const,
  conversation: (conversationId: string) => ["conversation", conversationId] as const,
  conversations: ["conversation"] as const,
  /** The highest numbers that live events told of, also for conversations that are not loaded yet. */
  heads: (conversationId: string) => ["heads", conversationId] as const,
  timeline: (conversationId: string) => ["timeline", conversationId] as const,
  timelines: ["timeline"] as const,
  order: (orderId: string) => ["order", orderId] as const,
};
