import { Package } from "lucide-react";
import { useMemo } from "react";
import { Navigate, useNavigate, useParams, useSearchParams } from "react-router";
import type { OrderStatus } from "../api/types";
import { useNarrow } from "../app/useNarrow";
import { Empty } from "../design/Empty";
import { useUnreadCount } from "../inbox/useInbox";
import { useTitle } from "../inbox/useTitle";
import { words } from "../words";
import { OrderList } from "./OrderList";
import { OrderPane } from "./OrderPane";
import { OrderStats } from "./OrderStats";
import { firstToOpen, isOrderStatus, type OrderFilter } from "./orders";
import { useOrderCounts, useOrders } from "./useOrders";
import "../inbox/inbox.css";
import "./orders.css";

/** What I bought: the list, and beside it one order with what was said about it; on phones one after the other. */
export default function CustomerOrders() {
  const { orderId } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const counts = useOrderCounts();
  const status = search.get("status");
  const filter = useMemo<OrderFilter>(() => (isOrderStatus(status) ? { status } : {}), [status]);
  const query = filter.status ? `?status=${filter.status}` : "";
  useTitle(words.orders.title, useUnreadCount());

  const show = (next: OrderStatus | undefined) => void navigate(next ? `/orders?status=${next}` : "/orders");
  const toSeller = (sellerId: string) => {
    const kept = new URLSearchParams(query);
    kept.set("with", sellerId);

    return `/orders/${orderId}?${kept}`;
  };

  return (
    <main className="orders" data-open={orderId !== undefined || undefined}>
      <div className="orders__head">
        <h1 className="orders__title">{words.orders.title}</h1>
        <OrderStats status={filter.status} counts={counts} onChoose={show} />
      </div>
      <div className="desk" data-open={orderId !== undefined || undefined}>
        <section className="desk__list" aria-label={words.orders.label}>
          <OrderList
            filter={filter}
            selectedId={orderId}
            linkTo={(id) => `/orders/${id}${query}`}
            onShowAll={() => show(undefined)}
          />
        </section>
        <section className="desk__thread" aria-label={words.rail.messages}>
          {orderId === undefined ? (
            <OpenFirst filter={filter} query={query} />
          ) : (
            <OrderPane
              key={orderId}
              orderId={orderId}
              sellerId={search.get("with")}
              backTo={`/orders${query}`}
              linkTo={toSeller}
            />
          )}
        </section>
      </div>
    </main>
  );
}

/** Where there is room for both, no one has to choose first. */
function OpenFirst({ filter, query }: { filter: OrderFilter; query: string }) {
  const { list, orders } = useOrders(filter);
  const isNarrow = useNarrow();
  const first = firstToOpen(orders);

  if (first !== undefined && !isNarrow) return <Navigate to={`/orders/${first.id}${query}`} replace />;

  return list.isPending ? null : (
    <Empty icon={<Package size={22} aria-hidden="true" />} title={words.orders.choose} text={words.orders.chooseText} />
  );
}
