import { useState } from "react";
import type { OrderStatus, OrderSummary } from "../api/types";
import { Button } from "../design/Button";
import { OrderChangeForm } from "./OrderChangeForm";
import { changesFrom } from "./orders";
import { changeWords } from "./words";

/** For who sells the order: where it goes next. */
export function OrderChange({ order }: { order: OrderSummary }) {
  // Where it stood when the form was opened, since the order shows the change before the server has agreed.
  const [from, setFrom] = useState<OrderStatus | null>(null);

  if (from !== null) return <OrderChangeForm order={order} from={from} onClose={() => setFrom(null)} />;

  return changesFrom(order.status).length === 0 ? null : (
    <Button onClick={() => setFrom(order.status)}>{changeWords.change}</Button>
  );
}
