import { ArrowLeft } from "lucide-react";
import { Link } from "react-router";
import type { OrderSummary } from "../api/types";
import { Thumb } from "../design/Avatar";
import { StatusChip } from "../design/Chip";
import { moneyWords } from "../design/money";
import { plainDate } from "../design/times";
import { words } from "../words";
import { OrderItems } from "./OrderItems";
import { OrderSteps } from "./OrderSteps";
import { pictureOf, titleOf, totalOf } from "./orders";
import { Parcel } from "./Parcel";

/** What was bought, how it stands and how far it has come, over what is said about it. */
export function OrderHead({ order, backTo }: { order: OrderSummary; backTo: string }) {
  const total = totalOf(order);
  const [item, ...others] = order.items;
  const attributes = others.length === 0 ? Object.entries(item?.attributes ?? {}) : [];

  return (
    <header className="order-head">
      <div className="order-head__main">
        <Link className="icon-button head__back" to={backTo} aria-label={words.orders.toList}>
          <ArrowLeft size={20} aria-hidden="true" />
        </Link>
        <Thumb topic={pictureOf(order)} size={48} />
        <div className="order-head__text">
          <div className="order-head__top">
            <h1 className="order-head__title clip" dir="auto">
              {titleOf(order)}
            </h1>
            <StatusChip status={order.status} label={order.statusLabel} />
            {total && <span className="order-head__price figures">{moneyWords(total)}</span>}
          </div>
          <p className="order-head__facts figures">
            <span>{words.orderNumber(order.number)}</span>
            <span>{words.orders.placed(plainDate(order.placedAt))}</span>
            {attributes.map(([name, value]) => (
              <bdi key={name}>{words.attribute(name, String(value))}</bdi>
            ))}
          </p>
        </div>
      </div>
      {order.inquiries && order.inquiries.length > 0 && (
        <p className="order-head__asked">
          {words.orders.askedBefore}
          {order.inquiries.map(({ id, topic }) => (
            <Link key={id} className="head__link" to={`/messages/${id}`} dir="auto">
              {topic.title}
            </Link>
          ))}
        </p>
      )}
      {others.length > 0 && <OrderItems items={order.items} />}
      <div className="order-head__way">
        <OrderSteps status={order.status} />
        <Parcel tracking={order.tracking} />
      </div>
    </header>
  );
}
