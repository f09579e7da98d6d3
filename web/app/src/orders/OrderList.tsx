import { Package, RotateCw, SearchX } from "lucide-react";
import { lazy, Suspense } from "react";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { RowsSkeleton } from "../design/Skeleton";
import { MoreBelow } from "../inbox/MoreBelow";
import { moveByArrows } from "../inbox/moveByArrows";
import { words } from "../words";
import { OrderLine } from "./OrderLine";
import type { OrderFilter } from "./orders";
import { useOrders } from "./useOrders";

const ToDemoShop = lazy(() => import("../demo/ToDemoShop"));

interface OrderListProps {
  filter: OrderFilter;
  selectedId: string | undefined;
  linkTo: (orderId: string) => string;
  onShowAll: () => void;
}

/** The lines of the orders: arrows move, Enter opens, the end brings more. */
export function OrderList({ filter, selectedId, linkTo, onShowAll }: OrderListProps) {
  const { list, orders } = useOrders(filter);

  if (list.isPending) return <RowsSkeleton />;
  if (list.isError && orders.length === 0)
    return (
      <Empty
        failed
        icon={<RotateCw size={22} aria-hidden="true" />}
        title={words.orders.failed}
        text={words.orders.failedText}
      >
        <Button onClick={() => void list.refetch()}>{words.retry}</Button>
      </Empty>
    );
  if (orders.length === 0)
    return filter.status ? (
      <Empty icon={<SearchX size={22} aria-hidden="true" />} title={words.orders.noneSo} text={words.orders.noneSoText}>
        <Button onClick={onShowAll}>{words.orders.showAll}</Button>
      </Empty>
    ) : (
      <Empty
        icon={<Package size={22} aria-hidden="true" />}
        title={words.orders.empty}
        text={filter.as ? words.orders.emptySoldText : words.orders.emptyText}
      >
        {!filter.as && (
          <Suspense>
            <ToDemoShop />
          </Suspense>
        )}
      </Empty>
    );

  return (
    <div className="list">
      <ul className="list__rows" onKeyDown={moveByArrows}>
        {orders.map((order) => (
          <OrderLine
            key={order.id}
            order={order}
            isSold={filter.as !== undefined}
            isSelected={order.id === selectedId}
            to={linkTo(order.id)}
          />
        ))}
      </ul>
      {list.hasNextPage && <MoreBelow onSeen={() => !list.isFetching && void list.fetchNextPage()} />}
    </div>
  );
}
