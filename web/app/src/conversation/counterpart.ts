import type { ConversationView, Me, Party, Sender, Topic } from "../api/types";
import { moneyWords } from "../design/money";
import { words } from "../words";

/** Whom I am speaking with: the seller for a customer, the customer for everybody else. */
export function counterpartOf(conversation: ConversationView): Party | undefined {
  const { parties, mine } = conversation;
  if (mine.role !== "customer") return parties.find((party) => party.role === "customer");

  return sellerOf(conversation) ?? parties.find((party) => party.role !== "customer");
}

export const sellerOf = ({ parties }: ConversationView) => parties.find((party) => party.role === "seller");

/** I, as I speak in this conversation. */
export function mySender(conversation: ConversationView, me: Me): Sender {
  const { role, businessId } = conversation.mine;

  return { role, personId: me.id, name: me.name, ...(businessId && { businessId }) };
}

/** What it is about in one line: the order's number, or the title. */
export function topicLine(topic: Topic, subject: string): string {
  const number = topic.externalId;
  const what = topic.kind === "order" && number ? words.orderNumber(number) : (topic.title ?? subject);

  return topic.price ? `${what} · ${moneyWords(topic.price)}` : what;
}
