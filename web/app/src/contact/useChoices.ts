import { useQuery } from "@tanstack/react-query";
import type { Contact } from "../api/types";
import { useSession } from "../app/SessionProvider";
import type { Session } from "../sync/session";
import { type Choice, ofGeneral, ofListing, ofOrder } from "./choices";

export type Kind = "orders" | "listings" | "services";

/** So many listings, services or businesses are shown; more are found by a word. */
const MOST = 30;

/** What I may write about: of one kind, or of one business. */
export function useChoices(of: Kind | Contact, q: string) {
  const session = useSession();
  const place = typeof of === "string" ? of : of.business.id;
  // Orders are few and listed whole; of listings only the server knows all.
  const asked = of === "orders" ? "" : q;
  const choices = useQuery({
    queryKey: ["choices", place, asked],
    queryFn: () => (typeof of === "string" ? fetchKind(session, of, asked) : fetchOf(session, of, asked)),
    placeholderData: (before, query) => (query?.queryKey[1] === place ? before : undefined),
    staleTime: 30_000,
  });

  return { ...choices, data: of === "orders" ? choices.data?.filter((choice) => holds(choice, q)) : choices.data };
}

/** The businesses that I may write to. */
export function useContacts(q: string) {
  const { api } = useSession();

  return useQuery({
    queryKey: ["contacts", q],
    queryFn: async () => (await api.contacts({ filter: "contactable", ...named(q) })).items,
    placeholderData: (before) => before,
    staleTime: 30_000,
  });
}

const nothing = { items: [] };

const named = (q: string) => ({ limit: MOST, ...(q !== "" && { q }) });

async function fetchKind({ api }: Session, kind: Kind, q: string): Promise<Choice[]> {
  if (kind === "orders") return fetchOrders(api);

  const { items } = await (kind === "listings" ? api.listings(named(q)) : api.services(named(q)));

  return items.map((item) => ofListing(kind === "listings" ? "listing" : "service", item));
}

async function fetchOf({ api, me }: Session, { business, takes }: Contact, q: string): Promise<Choice[]> {
  const query = { ...named(q), business: business.id };
  // Only what it takes a message about; and to a guest the server lists nothing.
  const asks = (kind: Contact["takes"][number]) => takes.includes(kind) && !me.isGuest;
  const [orders, listings, services] = await Promise.all([
    asks("order") ? fetchOrders(api) : [],
    asks("listing") ? api.listings(query) : nothing,
    asks("service") ? api.services(query) : nothing,
  ]);
  const mine = orders.filter((choice) => choice.business.id === business.id);

  return [
    ...[...(takes.includes("general") ? [ofGeneral(business)] : []), ...mine].filter((choice) => holds(choice, q)),
    ...listings.items.map((item) => ofListing("listing", item)),
    ...services.items.map((item) => ofListing("service", item)),
  ];
}

async function fetchOrders(api: Session["api"]): Promise<Choice[]> {
  return (await api.orders({ limit: 100 })).items.flatMap(ofOrder);
}

function holds({ title, business, topic }: Choice, q: string): boolean {
  const text = [title, business.name, topic.externalId].join(" ").toLocaleLowerCase();

  return text.includes(q.toLocaleLowerCase());
}
