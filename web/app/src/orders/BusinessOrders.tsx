import { MessageCircle, Package } from "lucide-react";
import { useMemo } from "react";
import { Navigate, useParams, useSearchParams } from "react-router";
import type { Me, OrderStatus } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { Empty } from "../design/Empty";
import { ThreadSkeleton } from "../design/Skeleton";
import { DeskTalk } from "../inbox/DeskTalk";
import { UnreadOf } from "../inbox/UnreadOf";
import { useTitle } from "../inbox/useTitle";
import { Views } from "../inbox/Views";
import { words } from "../words";
import { OrderList } from "./OrderList";
import { OrderMissing } from "./OrderMissing";
import { OrderStats } from "./OrderStats";
import { isOrderStatus, type OrderFilter } from "./orders";
import { useOrder } from "./useOrders";
import "../inbox/inbox.css";
import "./orders.css";

/** What a business sold: the list, and beside it what is said about one order, with the tools to move it on. */
export default function BusinessOrders() {
  const { me } = useSession();
  const [search] = useSearchParams();
  const business = me.businesses.find((one) => one.id === search.get("as")) ?? me.businesses[0];

  return business === undefined ? (
    <Navigate to="/orders" replace />
  ) : (
    <UnreadOf sides={me.businesses.map((one) => one.id)}>
      {(unread) => <Sold key={business.id} business={business} unread={unread} />}
    </UnreadOf>
  );
}

interface SoldProps {
  business: Me["businesses"][number];
  /** Of all my businesses, as the rail counts them. */
  unread: number;
}

function Sold({ business, unread }: SoldProps) {
  const { orderId } = useParams();
  const [search, setSearch] = useSearchParams();
  const status = search.get("status");
  const filter = useMemo<OrderFilter>(
    () => ({ as: business.id, ...(isOrderStatus(status) && { status }) }),
    [business.id, status],
  );
  const query = search.size > 0 ? `?${search}` : "";
  useTitle(business.name, unread);

  const show = (next: OrderStatus | undefined) =>
    setSearch(
      (before) => {
        const kept = new URLSearchParams(before);
        if (next) kept.set("status", next);
        else kept.delete("status");

        return kept;
      },
      { replace: true },
    );

  return (
    <main
      className={orderId === undefined ? "desk" : "desk desk--with-context"}
      data-open={orderId !== undefined || undefined}
    >
      <section className="desk__list" aria-label={words.orders.label}>
        <div className="list-head">
          <div className="list-head__title">
            <h1 className="list-head__name clip" dir="auto">
              {business.name}
            </h1>
          </div>
          <Views query={search.has("as") ? `?as=${business.id}` : ""} />
          <OrderStats status={filter.status} onChoose={show} />
        </div>
        <OrderList
          filter={filter}
          selectedId={orderId}
          linkTo={(id) => `/inbox/orders/${id}${query}`}
          onShowAll={() => show(undefined)}
        />
      </section>
      {orderId === undefined ? (
        <section className="desk__thread" aria-label={words.rail.messages}>
          <Empty
            icon={<Package size={22} aria-hidden="true" />}
            title={words.orders.choose}
            text={words.orders.chooseSoldText}
          />
        </section>
      ) : (
        <SoldTalk key={orderId} orderId={orderId} businessId={business.id} backTo={`/inbox/orders${query}`} />
      )}
    </main>
  );
}

interface SoldTalkProps {
  orderId: string;
  businessId: string;
  backTo: string;
}

function SoldTalk({ orderId, businessId, backTo }: SoldTalkProps) {
  const order = useOrder(orderId);
  const conversations = order.data?.conversations ?? [];
  const talk = conversations.find(({ seller }) => seller.id === businessId) ?? conversations[0];
  if (talk !== undefined) return <DeskTalk key={talk.id} conversationId={talk.id} backTo={backTo} />;

  return (
    <section className="desk__thread" aria-label={words.rail.messages}>
      {order.data ? (
        <Empty icon={<MessageCircle size={22} aria-hidden="true" />} title={words.orders.noneSaid} />
      ) : order.isError ? (
        <OrderMissing error={order.error} retry={order.refetch} backTo={backTo} />
      ) : (
        <ThreadSkeleton />
      )}
    </section>
  );
}
