import { useQuery } from "@tanstack/react-query";
import type { Api } from "../api/client";
import { useSession } from "../app/SessionProvider";
import { type Choice, ofContact, ofListing, ofOrder } from "./choices";

export type Kind = "orders" | "listings" | "services" | "businesses";

/** What I may write about, of one kind; the server lists only what may be contacted. */
export function useChoices(kind: Kind, q: string) {
  const { api } = useSession();

  return useQuery({
    queryKey: ["choices", kind, q],
    queryFn: () => fetchChoices(api, kind, q),
    placeholderData: (before) => before,
    staleTime: 30_000,
  });
}

async function fetchChoices(api: Api, kind: Kind, q: string): Promise<Choice[]> {
  const query = { limit: 30, ...(q !== "" && { q }) };
  if (kind === "orders") return (await api.orders(query)).items.flatMap(ofOrder);
  if (kind === "listings") return (await api.listings(query)).items.map((item) => ofListing("listing", item));
  if (kind === "services") return (await api.services(query)).items.map((item) => ofListing("service", item));
  const { items } = await api.contacts();

  return items.map(ofContact).filter((choice) => choice.title.toLocaleLowerCase().includes(q.toLocaleLowerCase()));
}
