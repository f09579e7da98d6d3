import { useQuery } from "@tanstack/react-query";
import { useSession } from "../app/SessionProvider";
import type { Session } from "../sync/session";
import { type Choice, ofListing, ofOrder } from "./choices";

export type Kind = "orders" | "listings" | "services";

/** What I may write about, of one kind. */
export function useChoices(kind: Kind, q: string) {
  const session = useSession();
  // Orders are few and listed whole; of listings only the server knows all.
  const asked = kind === "orders" ? "" : q;
  const choices = useQuery({
    queryKey: ["choices", kind, asked],
    queryFn: () => fetchChoices(session, kind, asked),
    placeholderData: (before, query) => (query?.queryKey[1] === kind ? before : undefined),
    staleTime: 30_000,
  });

  return { ...choices, data: kind === "orders" ? choices.data?.filter((choice) => holds(choice, q)) : choices.data };
}

async function fetchChoices({ api }: Session, kind: Kind, q: string): Promise<Choice[]> {
  if (kind === "orders") {
    const { items } = await api.orders({ limit: 100 });

    return items.flatMap(ofOrder);
  }
  const query = { limit: 30, ...(q !== "" && { q }) };
  const { items } = await (kind === "listings" ? api.listings(query) : api.services(query));

  return items.map((item) => ofListing(kind === "listings" ? "listing" : "service", item));
}

function holds({ title, business, topic }: Choice, q: string): boolean {
  const text = [title, business.name, topic.externalId].join(" ").toLocaleLowerCase();

  return text.includes(q.toLocaleLowerCase());
}
