import type { Head, MessageView } from "../api/types";
import { audienceKey } from "./audience";

/** The part of a conversation that this device has, from some message up to the newest. */
export interface Timeline {
  /** In the order of their ids, which is the order of the conversation. */
  messages: readonly MessageView[];
  hasOlder: boolean;
}

export const emptyTimeline: Timeline = { messages: [], hasOlder: false };

/** Takes in messages from the server, in any order and any number of times. */
export function confirm(timeline: Timeline, arrived: readonly MessageView[]): Timeline {
  const byId = new Map(timeline.messages.map((message) => [message.id, message]));
  for (const message of arrived) byId.set(message.id, withClientId(message, byId.get(message.id)));

  return { ...timeline, messages: [...byId.values()].sort(byOrder) };
}

// A frame that is built once for all readers lacks the sender's own client id; what we know already stays.
function withClientId(message: MessageView, known: MessageView | undefined): MessageView {
  return message.clientId || !known?.clientId ? message : { ...message, clientId: known.clientId };
}

/** Puts a page of older messages before what is there. */
export function prepend(timeline: Timeline, older: readonly MessageView[], hasOlder: boolean): Timeline {
  return { ...confirm(timeline, older), hasOlder };
}

/**
 * After which message something is missing: the id to read on from, `""` for "from the oldest that we have",
 * or null when the numbers of every audience run on without a hole up to its head.
 */
export function holeIn(timeline: Timeline, heads: readonly Head[] = []): string | null {
  const before: string[] = [];
  const reached = new Map<string, MessageView>();

  for (const message of timeline.messages) {
    const key = audienceKey(message.audience);
    const last = reached.get(key);
    if (last !== undefined && message.seq > last.seq + 1) before.push(last.id);
    if (last === undefined && !timeline.hasOlder && message.seq > 1) before.push("");
    reached.set(key, message);
  }
  for (const head of heads) {
    const last = reached.get(audienceKey(head.audience));
    if (last !== undefined && head.seq > last.seq) before.push(last.id);
    if (last === undefined && !timeline.hasOlder && head.seq > 0) before.push("");
  }

  return before.length === 0 ? null : before.reduce((first, id) => (id < first ? id : first));
}

/** The id of the newest message that we have, or null. */
export const newestId = (timeline: Timeline) => timeline.messages.at(-1)?.id ?? null;

function byOrder(a: MessageView, b: MessageView): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
