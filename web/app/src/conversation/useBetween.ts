import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSession } from "../app/SessionProvider";
import { keys } from "../sync/keys";
import { stretchesOf } from "./stretches";

const PAGE = 30;

/** Whose messages: mine with a business, or those of a customer with the business that I speak for. */
export interface Sides {
  businessId: string;
  customerId?: string | undefined;
}

/** What two sides said in all of their conversations, page by page, each page with the conversations that it is from. */
export function useBetween({ businessId, customerId }: Sides) {
  const { api, store } = useSession();
  const list = useInfiniteQuery({
    queryKey: keys.between(businessId, customerId),
    queryFn: async ({ pageParam }) => {
      const page = await api.messagesBetween(businessId, {
        limit: PAGE,
        ...(customerId && { customer: customerId }),
        ...(pageParam && { before: pageParam }),
      });
      // Before they are shown, so that nothing is put over a message that already stands there.
      await Promise.all(
        [...new Set(page.items.map((message) => message.conversationId))].map((id) =>
          store.ensureQueryData({ queryKey: keys.conversation(id), queryFn: () => api.conversation(id) }),
        ),
      );

      return page;
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
  });

  return { list, stretches: useMemo(() => stretchesOf(list.data?.pages ?? []), [list.data]) };
}
