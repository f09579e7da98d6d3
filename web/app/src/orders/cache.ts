import type { QueryClient } from "@tanstack/react-query";
import type { InboxRow, OrderSummary } from "../api/types";
import { keys } from "../sync/keys";
import { type OrderFilter, type Orders, ordersOf } from "./orders";

/** Orders are kept with the lines of their conversations: a line that changed changes them too. */
export function applyRowToOrders(store: QueryClient, row: InboxRow): void {
  const { topic } = row;
  if (topic.kind !== "order") return;
  putRow(store, row);
  const known = knownOrders(store).find((order) => order.id === topic.id);
  const isNew = known === undefined && listsOf(store, row).length > 0;
  if (isNew || (known !== undefined && standsOtherwise(known, row))) refetchOrders(store);
}

const standsOtherwise = ({ status, statusLabel }: OrderSummary, { topic }: InboxRow) =>
  topic.status !== status || (topic.statusLabel ?? "") !== (statusLabel ?? "");

function putRow(store: QueryClient, row: InboxRow): void {
  for (const [key, orders] of listsOf(store, row))
    if (orders !== undefined)
      store.setQueryData<Orders>(key, {
        ...orders,
        pages: orders.pages.map((page) => ({ ...page, items: page.items.map((order) => withRow(order, row)) })),
      });
  store.setQueriesData<OrderSummary>({ queryKey: keys.eachOrder }, (order) => order && withRow(order, row));
}

/** The lists of the side whose line it is: what I bought, or what that business sold. */
const listsOf = (store: QueryClient, { businessId }: InboxRow) =>
  store
    .getQueriesData<Orders>({ queryKey: keys.orderLists })
    .filter(([key]) => (key[2] as OrderFilter).as === (businessId ?? undefined));

function withRow(order: OrderSummary, row: InboxRow): OrderSummary {
  if (order.conversations.every(({ id }) => id !== row.conversationId)) return order;

  return {
    ...order,
    conversations: order.conversations.map((one) => (one.id === row.conversationId ? { ...one, row } : one)),
  };
}

export const rowInOrders = (store: QueryClient, conversationId: string): InboxRow | undefined =>
  inOrders(store, conversationId).find(({ row }) => row)?.row ?? undefined;

export const isAboutOrder = (store: QueryClient, conversationId: string) => inOrders(store, conversationId).length > 0;

const inOrders = (store: QueryClient, conversationId: string) =>
  knownOrders(store)
    .flatMap((order) => order.conversations)
    .filter(({ id }) => id === conversationId);

/** An order changed, so it may stand in other lists and be counted elsewhere: what is shown is fetched anew. */
export function refetchOrders(store: QueryClient): void {
  // What is only remembered is forgotten, since a line that is put into it would make it look current.
  store.removeQueries({ queryKey: keys.orders, type: "inactive" });
  void store.invalidateQueries({ queryKey: keys.orders });
}

function knownOrders(store: QueryClient): OrderSummary[] {
  const listed = store.getQueriesData<Orders>({ queryKey: keys.orderLists }).flatMap(([, orders]) => ordersOf(orders));
  const single = store.getQueriesData<OrderSummary>({ queryKey: keys.eachOrder }).flatMap(([, order]) => order ?? []);

  return [...listed, ...single];
}
