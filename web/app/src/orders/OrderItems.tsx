import { ChevronDown } from "lucide-react";
import type { OrderSummary } from "../api/types";
import { Thumb } from "../design/Avatar";
import { moneyWords } from "../design/money";
import { words } from "../words";

/** What is in an order of several things, each as the shop describes it; folded until somebody asks. */
export function OrderItems({ items }: { items: OrderSummary["items"] }) {
  return (
    <details className="order-items">
      <summary className="order-items__summary">
        {words.orders.items(items.length)}
        <ChevronDown className="order-items__sign" size={16} aria-hidden="true" />
      </summary>
      <ul className="order-items__list">
        {items.map((item, index) => (
          <li key={index} className="order-item">
            <Thumb topic={{ kind: "order", imageUrl: item.imageUrl ?? "" }} size={32} />
            <span className="order-item__text">
              <span dir="auto">{words.times(item.title, item.quantity)}</span>
              <span className="order-item__facts" dir="auto">
                {factsOf(item)}
              </span>
            </span>
            {item.price && (
              <span className="figures">{moneyWords({ ...item.price, minor: item.price.minor * item.quantity })}</span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function factsOf({ seller, attributes }: OrderSummary["items"][number]): string {
  const pairs = Object.entries(attributes ?? {}).map(([name, value]) => words.attribute(name, String(value)));

  return [words.start.sold(seller.name), ...pairs].join(" · ");
}
