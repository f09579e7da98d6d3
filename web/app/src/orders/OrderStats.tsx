import type { OrderCounts, OrderStatus } from "../api/types";
import { count } from "../design/money";
import { words } from "../words";
import { orderStatuses } from "./orders";
import { sumOf } from "./useOrders";

interface OrderStatsProps {
  status: OrderStatus | undefined;
  counts?: OrderCounts | undefined;
  onChoose: (status: OrderStatus | undefined) => void;
}

/** How many orders stand how, where that is known; each is a filter of the list. */
export function OrderStats({ status, counts, onChoose }: OrderStatsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its legend's layout
    <div className="stats" role="group" aria-label={words.orders.byStatus}>
      <Stat
        label={words.orders.all}
        figure={sumOf(counts)}
        isOn={status === undefined}
        onPress={() => onChoose(undefined)}
      />
      {orderStatuses.map((one) => (
        <Stat
          key={one}
          label={words.orderStatus[one] ?? one}
          figure={counts?.[one]}
          isOn={status === one}
          onPress={() => onChoose(status === one ? undefined : one)}
        />
      ))}
    </div>
  );
}

interface StatProps {
  label: string;
  figure: number | undefined;
  isOn: boolean;
  onPress: () => void;
}

function Stat({ label, figure, isOn, onPress }: StatProps) {
  return (
    <button type="button" className="stat" data-none={figure === 0 || undefined} aria-pressed={isOn} onClick={onPress}>
      <span className="stat__label">{label}</span>
      {figure !== undefined && <span className="stat__figure figures">{count(figure)}</span>}
    </button>
  );
}
