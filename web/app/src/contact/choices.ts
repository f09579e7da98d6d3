import type { StartBody } from "../api/client";
import type { ListingSummary, OrderSummary, Topic } from "../api/types";
import { startWords } from "./words";

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
        title: first?.title ?? "",
        externalId: order.number,
        status: order.status,
        ...(order.statusLabel && { statusLabel: order.statusLabel }),
        ...(first?.imageUrl && { imageUrl: first.imageUrl }),
        ...(order.total && { price: order.total }),
      },
      title: first?.title ?? "",
      business: { id, name },
      start: { kind: "order", id: order.id },
    };
  });
}

/** Nothing in particular. */
export const ofGeneral = (business: Choice["business"]): Choice => ({
  key: `general:${business.id}`,
  topic: { kind: "general", title: startWords.general },
  title: startWords.general,
  business,
  start: { kind: "general" },
});

export function ofListing(kind: "listing" | "service", listing: ListingSummary): Choice {
  const { id, title, imageUrl, price, business } = listing;
  const topic: Topic = { kind, title, ...(imageUrl && { imageUrl }), ...(price && { price }) };

  return { key: id, topic, title, business, start: { kind, id } };
}
