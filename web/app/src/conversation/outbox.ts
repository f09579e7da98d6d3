import type { Audience } from "../api/types";

/** One message of mine that the server has not confirmed. */
export interface OutboxItem {
  clientId: string;
  conversationId: string;
  audience: Audience;
  body: string;
  writtenAt: string;
  /** `waiting` tries again by itself, `failed` was refused and waits for me. */
  state: "sending" | "waiting" | "failed";
  attempts: number;
  /** The problem's code when it failed, or why it waits. */
  problem: string | null;
}

/** Puts a message at the end of the line. The same client id twice is the same message. */
export function hold(items: readonly OutboxItem[], item: OutboxItem): OutboxItem[] {
  return items.some((known) => known.clientId === item.clientId)
    ? items.map((known) => (known.clientId === item.clientId ? item : known))
    : [...items, item];
}

export const release = (items: readonly OutboxItem[], clientId: string) =>
  items.filter((item) => item.clientId !== clientId);

/** What may be sent now in a conversation: the oldest that was not refused. One at a time keeps the order. */
export function nextOf(items: readonly OutboxItem[], conversationId: string): OutboxItem | null {
  return items.find((item) => item.conversationId === conversationId && item.state !== "failed") ?? null;
}

export const conversationsWith = (items: readonly OutboxItem[]) => [
  ...new Set(items.filter((item) => item.state !== "failed").map((item) => item.conversationId)),
];

/** After a refusal: one that may pass waits for another try, any other waits for the person. */
export function afterRefusal(item: OutboxItem, problem: { code: string; isPassing: boolean }): OutboxItem {
  return {
    ...item,
    attempts: item.attempts + 1,
    problem: problem.code,
    state: problem.isPassing ? "waiting" : "failed",
  };
}
