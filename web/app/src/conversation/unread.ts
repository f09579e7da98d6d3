import type { Audience, ConversationView, MessageView } from "../api/types";
import { audienceKey, sameAudience } from "./audience";
import { isRecord } from "./entries";

/** How far I have read in an audience; before I have a cursor of my own, how far my business has. Nobody owes reading what he could not answer. */
export function readUpTo(conversation: ConversationView, audience: Audience, myPersonId: string): number {
  const { businessId, audiences } = conversation.mine;
  if (!audiences.some((one) => sameAudience(one, audience))) return Number.POSITIVE_INFINITY;
  const here = conversation.cursors.filter((cursor) => sameAudience(cursor.audience, audience));
  const mine =
    here.find((cursor) => cursor.who.personId === myPersonId) ??
    here.find((cursor) => Boolean(businessId) && cursor.who.businessId === businessId);

  return mine?.read ?? 0;
}

/** Whether I read here without taking part. */
export const looksOn = ({ mine }: ConversationView) => mine.may.includes("join");

/** The first message that others said and I have not read; null when there is none. */
export function firstUnread(
  messages: readonly MessageView[],
  conversation: ConversationView,
  myPersonId: string,
): string | null {
  const found = messages.find(
    (message) =>
      !isRecord(message.kind) &&
      message.sender.personId !== myPersonId &&
      message.seq > readUpTo(conversation, message.audience, myPersonId),
  );

  return found?.id ?? null;
}

/** Whether messages that I have not read may lie before the oldest that we have. */
export function unreadLiesBefore(
  messages: readonly MessageView[],
  conversation: ConversationView,
  myPersonId: string,
): boolean {
  return conversation.heads.some((head) => {
    const read = readUpTo(conversation, head.audience, myPersonId);
    const oldest = messages.find((message) => sameAudience(message.audience, head.audience))?.seq ?? head.seq + 1;

    return head.seq > read && oldest > read + 1;
  });
}

/** For each audience the highest of the messages seen that lies beyond what was already told to the server. */
export function newlySeen(
  seen: readonly Pick<MessageView, "audience" | "seq">[],
  told: ReadonlyMap<string, number>,
): { audience: Audience; seq: number }[] {
  const highest = new Map<string, { audience: Audience; seq: number }>();
  for (const { audience, seq } of seen) {
    const key = audienceKey(audience);
    if (seq > Math.max(told.get(key) ?? 0, highest.get(key)?.seq ?? 0)) highest.set(key, { audience, seq });
  }

  return [...highest.values()];
}
