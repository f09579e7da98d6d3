import type { ConversationStatus, TopicKind } from "../api/types";
import { words } from "../words";
import { idIn, oneOf, present } from "./address";

/** Which conversations of the whole marketplace are listed. Lives in the address. */
export interface ListedFilter {
  status?: ConversationStatus;
  topic?: TopicKind;
  /** The order, listing or service that they are about. */
  topicId?: string;
  business?: string;
  customer?: string;
}

export const statuses = Object.keys(words.status) as ConversationStatus[];
export const topics = Object.keys(words.topic) as TopicKind[];

export const readListed = (search: URLSearchParams): ListedFilter =>
  present<ListedFilter>({
    status: oneOf(search, "status", statuses),
    topic: oneOf(search, "topic", topics),
    topicId: idIn(search, "topicId"),
    business: idIn(search, "business"),
    customer: idIn(search, "customer"),
  });

/** To a conversation; where it is known what it is about, among those about the same. */
export const conversationPath = (conversationId: string, topicId?: string | null) =>
  `/admin/conversations/${conversationId}${topicId ? `?topicId=${topicId}` : ""}`;
