import { useQuery } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { Link } from "react-router";
import type { ConversationView, Customer, CustomerAddress } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { useNow } from "../app/useNow";
import { Chip, StatusChip } from "../design/Chip";
import { count } from "../design/money";
import { languageName, timeIn } from "../design/times";
import { keys } from "../sync/keys";
import { words } from "../words";
import { Facts, Links, type Row } from "./Facts";
import { deskWords } from "./words";

/** What the business knows of the customer; only for members of the business that sells to him. */
function useCustomerIn({ id, mine }: ConversationView) {
  const { api } = useSession();

  return useQuery({
    queryKey: keys.customerIn(id),
    queryFn: () => api.customerIn(id),
    enabled: mine.role === "seller",
    // No event tells that a guest has proven his address.
    staleTime: 30_000,
    refetchInterval: 60_000,
    retry: false,
  });
}

/** The customer: who he is, and what there was between him and the business. */
export function CustomerPart({ conversation }: { conversation: ConversationView }) {
  const { data: customer } = useCustomerIn(conversation);
  const party = conversation.parties.find(({ role }) => role === "customer");
  if (conversation.mine.role !== "seller" || !party?.personId) return null;

  const query = conversation.mine.businessId ? `?as=${conversation.mine.businessId}` : "";

  return (
    <section className="context__part">
      <h2 className="context__title">{deskWords.customer}</h2>
      <p className="context__who">
        <bdi className="context__person">{party.name}</bdi>
        {customer?.isGuest && <Chip>{deskWords.guest}</Chip>}
      </p>
      {customer && <Known customer={customer} query={query} />}
      <Link className="context__link" to={`/inbox/all/with/${party.personId}${query}`}>
        <MessagesSquare size={16} aria-hidden="true" />
        <bdi>{words.between.conversationsWith(party.name)}</bdi>
      </Link>
    </section>
  );
}

function Known({ customer, query }: { customer: Customer; query: string }) {
  const { locale, timeZone, email, phone, orderCount, orders, conversations } = customer;
  const now = useNow();
  const rows: (Row | "" | null | undefined)[] = [
    locale && [deskWords.language, languageName(locale)],
    timeZone && [deskWords.theirTime, timeIn(timeZone, now)],
  ];

  return (
    <>
      {email && <Address address={email} />}
      {phone && (
        <p className="context__address">
          <bdi>{phone}</bdi>
        </p>
      )}
      {(locale || timeZone) && <Facts rows={rows.filter((row): row is Row => Boolean(row))} />}
      <Links
        title={orderCount > 0 ? deskWords.ordersOf(count(orderCount)) : deskWords.noOrders}
        links={orders.map(({ id, number, status, statusLabel }) => ({
          to: `/inbox/orders/${id}${query}`,
          text: words.orderNumber(number),
          fact: <StatusChip status={status} label={statusLabel} />,
        }))}
      />
      {conversations.length > 0 && (
        <Links
          title={deskWords.earlier}
          links={conversations.map(({ conversationId, subject }) => ({
            to: `/inbox/all/${conversationId}${query}`,
            text: subject,
          }))}
        />
      )}
    </>
  );
}

/** That he has no account, and whether he has shown who he is. */
export function GuestChip({ conversation }: { conversation: ConversationView }) {
  const { data: customer } = useCustomerIn(conversation);
  if (!customer?.isGuest) return null;

  return customer.email?.isProven ? (
    <Chip>{deskWords.guest}</Chip>
  ) : (
    <Chip tone="warn">{deskWords.guestNotConfirmed}</Chip>
  );
}

/** What a guest says is his, and whether he has shown that it is. */
function Address({ address: { value, isProven } }: { address: CustomerAddress }) {
  return (
    <p className="context__address">
      <bdi>{value}</bdi>
      <Chip tone={isProven ? "ok" : "warn"}>{isProven ? deskWords.confirmed : deskWords.notConfirmed}</Chip>
    </p>
  );
}
