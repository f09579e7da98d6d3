import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import type { ListedConversation, Page } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { keys } from "../sync/keys";
import type { ListedFilter } from "./filter";

const PAGE = 30;

interface Listed {
  pages: Page<ListedConversation>[];
}

const listedOf = (listed: Listed | undefined) => listed?.pages.flatMap((page) => page.items) ?? [];

/** Everybody's conversations, the newest first. No event tells of them, so they are fetched anew whenever they are shown. */
export function useListed(filter: ListedFilter) {
  const { api } = useSession();
  const list = useInfiniteQuery({
    queryKey: keys.listed(filter),
    queryFn: ({ pageParam }) =>
      api.allConversations({ ...filter, limit: PAGE, ...(pageParam && { before: pageParam }) }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
    staleTime: 0,
  });

  return { list, listed: listedOf(list.data) };
}

/** What any list told of a conversation. */
export function useListedOne(conversationId: string, listed: readonly ListedConversation[]) {
  const store = useQueryClient();
  const isIt = ({ id }: ListedConversation) => id === conversationId;

  return (
    listed.find(isIt) ??
    store
      .getQueriesData<Listed>({ queryKey: keys.listedLists })
      .flatMap(([, known]) => listedOf(known))
      .find(isIt)
  );
}
