import { useInfiniteQuery } from "@tanstack/react-query";
import { useSession } from "../app/SessionProvider";
import { keys } from "../sync/keys";
import { type InboxFilter, queryOf } from "./filter";
import { rowsOf } from "./rows";

/** A list of conversations, page by page, kept current by live events. */
export function useInbox(filter: InboxFilter) {
  const { api } = useSession();
  const list = useInfiniteQuery({
    queryKey: keys.list(filter),
    queryFn: ({ pageParam }) => api.list({ ...queryOf(filter), ...(pageParam && { before: pageParam }) }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
  });

  return { list, rows: rowsOf(list.data) };
}

/** How many conversations of a side wait unread. */
export function useUnreadCount(as?: string): number {
  const { api } = useSession();
  const filter: InboxFilter = { unread: true, ...(as !== undefined && { as }) };
  const list = useInfiniteQuery({
    queryKey: keys.list(filter),
    queryFn: ({ pageParam }) => api.list({ ...queryOf(filter), limit: 100, ...(pageParam && { before: pageParam }) }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
  });

  return rowsOf(list.data).filter((row) => !row.muted).length;
}
