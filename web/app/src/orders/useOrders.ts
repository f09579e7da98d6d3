import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import type { OrderCounts } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { keys } from "../sync/keys";
import { type OrderFilter, type Orders, ordersOf } from "./orders";

const PAGE = 30;

/** What I bought or a business sold, the newest first, page by page. */
export function useOrders(filter: OrderFilter) {
  const { api } = useSession();
  const list = useInfiniteQuery({
    queryKey: keys.orderList(filter),
    queryFn: ({ pageParam }) => api.orders({ ...filter, limit: PAGE, ...(pageParam && { before: pageParam }) }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
  });

  return { list, orders: ordersOf(list.data) };
}

/** One order; what a list already knows of it is shown until the whole has come. */
export function useOrder(idOrNumber: string) {
  const { api } = useSession();
  const store = useQueryClient();

  return useQuery({
    queryKey: keys.order(idOrNumber),
    queryFn: () => api.order(idOrNumber),
    placeholderData: () =>
      store
        .getQueriesData<Orders>({ queryKey: keys.orderLists })
        .flatMap(([, orders]) => ordersOf(orders))
        .find((order) => order.id === idOrNumber),
  });
}

/** How many of my orders stand how. */
export function useOrderCounts(): OrderCounts | undefined {
  const { api } = useSession();

  return useQuery({ queryKey: keys.orderCounts, queryFn: () => api.orderCounts() }).data;
}

export const sumOf = (counts: OrderCounts | undefined) =>
  counts && Object.values(counts).reduce((sum, some) => sum + some, 0);
