import type { InboxRow, Money, OrderConversation, OrderStatus, OrderSummary, Page } from "../api/types";
import { isUnread } from "../inbox/filter";
import { words } from "../words";

/** Which orders a list shows. */
export interface OrderFilter {
  /** The business that sold them; those that I bought when left out. */
  as?: string;
  status?: OrderStatus;
}

/** Orders as they are loaded, page by page. */
export interface Orders {
  pages: Page<OrderSummary>[];
  pageParams: unknown[];
}

/** In the order in which an order goes through them, then its two other ends. */
export const orderStatuses: readonly OrderStatus[] = [
  "pending",
  "confirmed",
  "shipped",
  "delivered",
  "completed",
  "cancelled",
  "refunded",
];

export const isOrderStatus = (word: string | null): word is OrderStatus =>
  orderStatuses.some((status) => status === word);

export const ordersOf = (orders: Orders | undefined) => orders?.pages.flatMap((page) => page.items) ?? [];

const rowsOfOrder = (order: OrderSummary) => order.conversations.flatMap(({ row }) => row ?? []);

/** Where something was said last, of all that the order's sellers and the customer said. */
export function newestRow(order: OrderSummary): InboxRow | undefined {
  return rowsOfOrder(order).sort((a, b) => (b.last?.at ?? "").localeCompare(a.last?.at ?? ""))[0];
}

export const isUnreadOrder = (order: OrderSummary) => rowsOfOrder(order).some(isUnread);

/** What opens by itself: what waits unread, else the newest. */
export const firstToOpen = (orders: readonly OrderSummary[]) => orders.find(isUnreadOrder) ?? orders[0];

/** With which of its sellers an order opens: who waits to be read, else who spoke last, else the first. */
export function conversationToOpen(order: OrderSummary): OrderConversation | undefined {
  const { conversations } = order;
  const newest = newestRow(order);

  return (
    conversations.find(({ row }) => row && isUnread(row)) ??
    conversations.find(({ id }) => id === newest?.conversationId) ??
    conversations[0]
  );
}

/** What the whole costs: as the shop says, else the sum of the items where all have a price in one currency. */
export function totalOf({ total, items }: OrderSummary): Money | null {
  if (total) return total;
  const prices = items.flatMap(({ price, quantity }) => (price ? [{ ...price, minor: price.minor * quantity }] : []));
  const [first] = prices;
  if (first === undefined || prices.length < items.length) return null;
  if (prices.some(({ currency }) => currency !== first.currency)) return null;

  return { minor: prices.reduce((sum, { minor }) => sum + minor, 0), currency: first.currency };
}

/** Such as "Oak side table ×2 and 3 more". */
export function titleOf({ items }: OrderSummary): string {
  const [first] = items;
  if (first === undefined) return "";
  const title = words.times(first.title, first.quantity);

  return items.length === 1 ? title : words.orders.andMore(title, items.length - 1);
}

export const pictureOf = ({ items }: OrderSummary) => ({
  kind: "order" as const,
  imageUrl: items.find((item) => item.imageUrl)?.imageUrl ?? "",
});

/** One stop on an order's way. */
export interface Step {
  status: OrderStatus;
  state: "done" | "now" | "next";
}

/** The way of an order. Where it ended early, nobody knows how far it had come: then only its start and its end. */
export function stepsOf(status: OrderStatus): Step[] {
  if (status === "cancelled" || status === "refunded")
    return [
      { status: "pending", state: "done" },
      { status, state: "now" },
    ];
  const way: OrderStatus[] = ["pending", "confirmed", "shipped", status === "completed" ? "completed" : "delivered"];
  const at = way.indexOf(status);

  return way.map((step, index) => ({ status: step, state: index < at ? "done" : index === at ? "now" : "next" }));
}

/** Where an order may go from here. Never back; what was never paid for cannot be refunded. */
export function nextStatuses(status: OrderStatus): OrderStatus[] {
  const isOver = status === "cancelled" || status === "refunded";
  const way = orderStatuses.slice(0, 5);

  return [
    ...(isOver ? [] : way.slice(way.indexOf(status) + 1)),
    ...(["pending", "confirmed", "shipped"].includes(status) ? (["cancelled"] as const) : []),
    ...(status === "pending" || status === "refunded" ? [] : (["refunded"] as const)),
  ];
}

/** What can be said of an order: where it goes next, and of one on its way who carries it. */
export const changesFrom = (status: OrderStatus): OrderStatus[] => [
  ...nextStatuses(status),
  ...(status === "shipped" ? [status] : []),
];
