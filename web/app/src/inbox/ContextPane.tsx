import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import type { ConversationView, OrderSummary, Topic } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { useNow } from "../app/useNow";
import { safeHref } from "../conversation/safeText";
import { Thumb } from "../design/Avatar";
import { StatusChip } from "../design/Chip";
import { moneyWords } from "../design/money";
import { ago, plainDate } from "../design/times";
import { OrderChange } from "../orders/OrderChange";
import { keys } from "../sync/keys";
import { words } from "../words";
import { CustomerPart } from "./CustomerPart";
import { Facts, Links, type Row } from "./Facts";
import { deskWords } from "./words";
import "./context.css";

/** What is known about the order and the people, never more than a glance away. */
export function ContextPane({ conversationId }: { conversationId: string }) {
  const { api } = useSession();
  const { data: conversation } = useQuery({
    queryKey: keys.conversation(conversationId),
    queryFn: () => api.conversation(conversationId),
  });
  if (conversation === undefined) return null;

  return (
    <div className="context">
      <About conversation={conversation} />
      <CustomerPart conversation={conversation} />
      <People conversation={conversation} />
    </div>
  );
}

function About({ conversation }: { conversation: ConversationView }) {
  const { api } = useSession();
  const { topic, subject } = conversation;
  const { data: order } = useQuery({
    queryKey: keys.order(topic.id ?? ""),
    queryFn: () => api.order(topic.id ?? ""),
    enabled: topic.kind === "order" && Boolean(topic.id),
    retry: false,
  });
  const number = topic.externalId;

  return (
    <section className="context__part">
      <h2 className="context__title">
        {topic.kind === "order" && number ? deskWords.order(number) : words.topic[topic.kind]}
      </h2>
      <div className="context__topic">
        <Thumb topic={topic} size={48} />
        <p dir="auto">{topic.title ?? subject}</p>
      </div>
      <Facts rows={factRows(topic, order, conversation)} />
      {order && order.items.length > 0 && <Items order={order} />}
      <Origins conversation={conversation} order={order} />
      {order?.mayChange && <OrderChange order={order} />}
    </section>
  );
}

interface OriginsProps {
  conversation: ConversationView;
  order: OrderSummary | undefined;
}

/** What was asked before the order, and of what was asked the orders that it became. */
function Origins({ conversation: { mine, orders }, order }: OriginsProps) {
  const query = mine.businessId ? `?as=${mine.businessId}` : "";
  const asked = order?.inquiries ?? [];

  return (
    <>
      {orders && orders.length > 0 && (
        <Links
          title={deskWords.orders}
          links={orders.map(({ id, number }) => ({
            to: `/inbox/orders/${id}${query}`,
            text: words.orderNumber(number),
          }))}
        />
      )}
      {asked.length > 0 && (
        <Links
          title={deskWords.inquiries}
          links={asked.map(({ id, topic }) => ({ to: `/inbox/all/${id}${query}`, text: topic.title }))}
        />
      )}
    </>
  );
}

function factRows(topic: Topic, order: OrderSummary | undefined, conversation: ConversationView): Row[] {
  // As the order is now; the conversation keeps how it was.
  const { status, statusLabel } = order ?? topic;
  const price = order?.total ?? topic.price;
  const tracking = order?.tracking;
  const href = safeHref(tracking?.url ?? "");
  const courier = [tracking?.carrier, tracking?.number].filter(Boolean).join(" ");

  return [
    status && [deskWords.status, <StatusChip key="s" status={status} label={statusLabel} />],
    price && [topic.kind === "order" ? deskWords.total : deskWords.price, moneyWords(price)],
    order && [deskWords.placed, plainDate(order.placedAt)],
    courier && [
      deskWords.courier,
      href ? (
        <a key="t" className="context__link" href={href} target="_blank" rel="noopener noreferrer nofollow">
          {courier}
          <ExternalLink size={12} aria-label={deskWords.track} />
        </a>
      ) : (
        courier
      ),
    ],
    [deskWords.waitingOn, deskWords.waiting[conversation.waitingOn]],
    ...Object.entries(topic.attributes ?? {}).map(([name, value]): Row => [name, String(value)]),
  ].filter((row): row is Row => Boolean(row));
}

function Items({ order }: { order: OrderSummary }) {
  return (
    <>
      <h3 className="context__subtitle">{deskWords.items}</h3>
      <ul className="context__items">
        {order.items.map((item, index) => (
          <li key={index}>
            <span dir="auto">{words.times(item.title, item.quantity)}</span>
            {item.price && (
              <span className="figures">{moneyWords({ ...item.price, minor: item.price.minor * item.quantity })}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function People({ conversation }: { conversation: ConversationView }) {
  const now = useNow();

  return (
    <section className="context__part">
      <h2 className="context__title">{deskWords.people}</h2>
      <ul className="context__people">
        {conversation.parties.map((party) => (
          <li key={party.personId ?? party.businessId ?? party.name}>
            <bdi className="context__person">{party.name}</bdi>
            <span className="context__role">
              {words.role[party.role]}
              {party.online ? (
                <span className="context__online"> · {words.thread.online}</span>
              ) : party.lastSeenAt ? (
                ` · ${words.thread.lastSeen(ago(party.lastSeenAt, now))}`
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
