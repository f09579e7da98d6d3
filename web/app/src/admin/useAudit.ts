import { useInfiniteQuery } from "@tanstack/react-query";
import { useSession } from "../app/SessionProvider";
import { keys } from "../sync/keys";
import { type AuditFilter, queryOfAudit } from "./audit";

const PAGE = 50;

/** What was done, the newest first. No event tells of it, so it is fetched anew whenever it is shown. */
export function useAudit(filter: AuditFilter) {
  const { api } = useSession();
  const list = useInfiniteQuery({
    queryKey: keys.audit(filter),
    queryFn: ({ pageParam }) =>
      api.audit({ ...queryOfAudit(filter), limit: PAGE, ...(pageParam && { before: pageParam }) }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
    staleTime: 0,
  });

  return { list, entries: list.data?.pages.flatMap((page) => page.items) ?? [] };
}
