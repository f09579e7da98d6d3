import type { ConversationView, ListedConversation, Party, Topic } from "../api/types";
import { sellerOf } from "../conversation/counterpart";

/** What may be known of a conversation without reading it. */
export interface Facts {
  id: string;
  subject: string;
  topic: Topic;
  status: ConversationView["status"];
  customer: { id: string; name: string } | null;
  business: { id: string; name: string } | null;
  messages: number;
  createdAt: string;
  /** Who else takes part. */
  others: readonly Party[];
}

export const factsOfListed = (listed: ListedConversation): Facts => ({ ...listed, others: [] });

export function factsOf(conversation: ConversationView): Facts {
  const { parties, heads } = conversation;
  const customer = parties.find((party) => party.role === "customer");
  const business = sellerOf(conversation);

  return {
    ...conversation,
    customer: named(customer?.personId, customer?.name),
    business: named(business?.businessId, business?.name),
    messages: heads.find(({ audience }) => audience.kind === "everyone")?.seq ?? 0,
    others: parties.filter((party) => party !== customer && party !== business),
  };
}

const named = (id: string | null | undefined, name: string | undefined) => (id && name ? { id, name } : null);
