import { memo } from "react";
import { Link } from "react-router";
import type { OrderSummary } from "../api/types";
import { Thumb } from "../design/Avatar";
import { StatusChip } from "../design/Chip";
import { moneyWords } from "../design/money";
import { LastChannel } from "../inbox/LastChannel";
import { Preview } from "../inbox/Preview";
import { words } from "../words";
import { isUnreadOrder, newestRow, pictureOf, titleOf, totalOf } from "./orders";

interface OrderLineProps {
  order: OrderSummary;
  /** Whether it stands among those of a business, where it matters who bought. */
  isSold: boolean;
  isSelected: boolean;
  to: string;
}

/** An order in the list: what was bought, how it stands, and what was said last. */
export const OrderLine = memo(function OrderLine({ order, isSold, isSelected, to }: OrderLineProps) {
  const unread = isUnreadOrder(order);
  const row = newestRow(order);
  const total = totalOf(order);

  return (
    <li className="line line--order" data-selected={isSelected || undefined} data-unread={unread || undefined}>
      <Link className="line__link" to={to} aria-current={isSelected ? "page" : undefined}>
        <Thumb topic={pictureOf(order)} size={48} />
        <span className="line__text">
          <span className="line__top figures">
            <span className="line__name clip" dir="auto">
              {isSold ? words.orders.of(order.number, order.customer.name) : `#${order.number}`}
            </span>
            {total && <span className="line__price">{moneyWords(total)}</span>}
          </span>
          <span className="line__middle">
            {row ? <Preview row={row} /> : <span className="line__preview">{words.orders.noneSaid}</span>}
            {unread && (
              <span className="line__dot">
                <span className="unseen">{words.list.unread}</span>
              </span>
            )}
          </span>
          <span className="line__about">
            <StatusChip status={order.status} label={order.statusLabel} />
            <span className="clip" dir="auto">
              {titleOf(order)}
            </span>
            {row && <LastChannel row={row} />}
          </span>
        </span>
      </Link>
    </li>
  );
});
