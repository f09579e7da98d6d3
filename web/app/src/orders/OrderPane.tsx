import { MessageCircle } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import type { OrderSummary } from "../api/types";
import { useLayout } from "../app/settings";
import { ContactButton } from "../contact/ContactButton";
import { ofOrder } from "../contact/choices";
import { ConversationPane } from "../conversation/ConversationPane";
import { Empty } from "../design/Empty";
import { ThreadSkeleton } from "../design/Skeleton";
import { words } from "../words";
import { OrderHead } from "./OrderHead";
import { OrderMissing } from "./OrderMissing";
import { conversationToOpen } from "./orders";
import { SellerBar } from "./SellerBar";
import { useOrder } from "./useOrders";

interface OrderPaneProps {
  orderId: string;
  /** Whose conversation the address asks for. */
  sellerId: string | null;
  backTo: string;
  linkTo: (sellerId: string) => string;
}

/** One order and what is said about it. The parent gives it the order as its key. */
export function OrderPane({ orderId, ...rest }: OrderPaneProps) {
  const { data: order, error, refetch } = useOrder(orderId);

  if (order !== undefined) return <Talk order={order} {...rest} />;
  if (error === null) return <ThreadSkeleton />;

  return <OrderMissing error={error} retry={refetch} backTo={rest.backTo} />;
}

interface TalkProps extends Omit<OrderPaneProps, "orderId"> {
  order: OrderSummary;
}

function Talk({ order, sellerId, backTo, linkTo }: TalkProps) {
  const [layout] = useLayout("customer");
  const { conversations } = order;
  // Chosen once: what another seller says meanwhile takes nobody away from what he reads.
  const [opening] = useState(() => conversationToOpen(order)?.seller.id);
  const open = conversations.find(({ seller }) => seller.id === (sellerId ?? opening)) ?? conversations[0];
  const newMessage = (
    <Link className="button button--secondary" to="/messages?new=1">
      {words.list.new}
    </Link>
  );

  return (
    <>
      <OrderHead order={order} backTo={backTo} />
      {open === undefined ? (
        <Empty icon={<MessageCircle size={22} aria-hidden="true" />} title={words.orders.noneSaid}>
          {ofOrder(order).map(({ key, business }) => (
            <ContactButton
              key={key}
              asked={{ kind: "order", id: order.id, businessId: business.id }}
              name={business.name}
              look="primary"
            >
              {words.composer.writeTo(business.name)}
            </ContactButton>
          ))}
        </Empty>
      ) : (
        <ConversationPane
          key={open.id}
          conversationId={open.id}
          layout={layout}
          backTo={backTo}
          head={(conversation) => (
            <SellerBar conversation={conversation} conversations={conversations} linkTo={linkTo} />
          )}
          whenClosed={() => newMessage}
        />
      )}
    </>
  );
}
