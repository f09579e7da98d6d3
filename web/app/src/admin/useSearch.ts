import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useSession } from "../app/SessionProvider";
import { keys } from "../sync/keys";
import { faultOf, queryOfSearch, type SearchFilter } from "./search";

const PAGE = 50;
/** Going back to what was found is no new search, for each is put on record. In milliseconds. */
const FRESH_MS = 60_000;

/** Messages of everybody that hold the words, the newest first. */
export function useSearch(filter: SearchFilter) {
  const { api } = useSession();
  const list = useInfiniteQuery({
    queryKey: keys.search(filter),
    queryFn: ({ pageParam }) =>
      api.searchAll({ ...queryOfSearch(filter), limit: PAGE, ...(pageParam && { before: pageParam }) }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
    enabled: faultOf(filter.q ?? "") === null,
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
  });

  return { list, hits: list.data?.pages.flatMap((page) => page.items) ?? [] };
}
