import type { Audience, ConversationView, Cursor, Party } from "../api/types";
import { sameAudience } from "./audience";
import type { Entry } from "./entries";

export type Receipt =
  | { state: "sending" | "waiting" | "failed" | "sent" | "delivered" }
  | { state: "read"; by: string; at: string | null };

/** How far one of my messages has come, by the cursors of the others in the conversation. */
export function receiptOf(
  entry: Pick<Entry, "seq" | "audience" | "waiting">,
  conversation: ConversationView,
  myPersonId: string,
): Receipt {
  if (entry.waiting !== null) return { state: entry.waiting.state };
  const { seq } = entry;
  if (seq === null) return { state: "sending" };

  const others = othersCursors(conversation, entry.audience, myPersonId);
  const reader = others.filter((cursor) => cursor.read >= seq).sort(personsFirst)[0];
  if (reader !== undefined)
    // The time belongs to the newest message read, so an older one is shown without.
    return {
      state: "read",
      by: nameOf(conversation.parties, reader),
      at: reader.read === seq ? (reader.readAt ?? null) : null,
    };

  return { state: others.some((cursor) => cursor.delivered >= seq) ? "delivered" : "sent" };
}

function othersCursors(conversation: ConversationView, audience: Audience, myPersonId: string): Cursor[] {
  const mine = conversation.mine.businessId ?? null;

  return conversation.cursors.filter(
    (cursor) =>
      sameAudience(cursor.audience, audience) &&
      cursor.who.personId !== myPersonId &&
      (mine === null || cursor.who.businessId !== mine),
  );
}

function personsFirst(a: Cursor, b: Cursor): number {
  return Number(Boolean(b.who.personId)) - Number(Boolean(a.who.personId));
}

function nameOf(parties: readonly Party[], cursor: Cursor): string {
  const party = parties.find((other) =>
    cursor.who.personId ? other.personId === cursor.who.personId : other.businessId === cursor.who.businessId,
  );

  return cursor.who.name || party?.name || "";
}

/** Takes in cursors that moved. A cursor never goes back, so an older event changes nothing. */
export function moveCursors(conversation: ConversationView, moved: readonly Cursor[]): ConversationView {
  const cursors = [...conversation.cursors];
  for (const cursor of moved) {
    const index = cursors.findIndex((known) => isSame(known, cursor));
    const known = cursors[index];
    if (known === undefined) cursors.push(cursor);
    else cursors[index] = furthest(known, cursor);
  }

  return { ...conversation, cursors };
}

function furthest(a: Cursor, b: Cursor): Cursor {
  const ahead = b.read >= a.read ? b : a;

  return { ...ahead, delivered: Math.max(a.delivered, b.delivered), read: Math.max(a.read, b.read) };
}

const isSame = (a: Cursor, b: Cursor) =>
  (a.who.personId ?? null) === (b.who.personId ?? null) &&
  (a.who.businessId ?? null) === (b.who.businessId ?? null) &&
  sameAudience(a.audience, b.audience);
