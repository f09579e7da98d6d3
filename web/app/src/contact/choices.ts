import type { StartBody } from "../api/client";
import type { ListingSummary, OrderSummary, Topic } from "../api/types";

/** Something to write about, and to whom. */
export interface Choice {
  key: string;
  topic: Topic;
  title: string;
  business: { id: string; name: string };
  start: StartBody["topic"];
}

/** An order has one choice for each business that sells a part of it. */
export function ofOrder(order: OrderSummary): Choice[] {
  const sellers = new Map(
    order.items.flatMap((item) => (item.seller ? [[item.seller.id, item.seller.name] as const] : [])),
  );

  return [...sellers].map(([id, name]) => {
    const first = order.items.find((item) => item.seller?.id === id);

    return {
      key: `${order.id}:${id}`,
      topic: {
        kind: "order",
        externalId: order.number,
        imageUrl: first?.imageUrl ?? null,
        status: order.status,
        statusLabel: order.statusLabel ?? null,
        price: order.total ?? null,
      },
      title: first?.title ?? "",
      business: { id, name },
      start: { kind: "order", id: order.id },
    };
  });
}

export function ofListing(kind: "listing" | "service", listing: ListingSummary): Choice {
  const { id, title, imageUrl = null, price = null, business } = listing;

  return { key: id, topic: { kind, title, imageUrl, price }, title, business, start: { kind, id } };
}
