import type { Audience, ConversationView, Cursor, Party, Role } from "../api/types";
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

  const [reader] = readersOf(entry, conversation, myPersonId);
  // The time belongs to the newest message read, so an older one is shown without.
  if (reader !== undefined) return { state: "read", by: reader.name, at: reader.isExact ? reader.at : null };
  const others = othersCursors(conversation, entry.audience, myPersonId);

  return { state: others.some((cursor) => cursor.delivered >= seq) ? "delivered" : "sent" };
}

/** Somebody who has read a message. */
export interface Reader {
  key: string;
  name: string;
  /** In this conversation. */
  role: Role;
  at: string | null;
  /** False where something newer was read at that time, so that this was read then or before. */
  isExact: boolean;
}

/** Who has read one of my messages: people before businesses, and who takes part himself before a member. */
export function readersOf(
  { seq, audience }: Pick<Entry, "seq" | "audience">,
  conversation: ConversationView,
  myPersonId: string,
): Reader[] {
  if (seq === null) return [];

  return othersCursors(conversation, audience, myPersonId)
    .filter((cursor) => cursor.read >= seq)
    .map((cursor) => ({ cursor, party: partyOf(conversation.parties, cursor) }))
    .sort((a, b) => personsFirst(a.cursor, b.cursor) || Number(Boolean(b.party)) - Number(Boolean(a.party)))
    .map(({ cursor, party }) => ({
      key: cursor.who.personId ?? cursor.who.businessId ?? "",
      name: cursor.who.name || party?.name || "",
      role: party?.role ?? conversation.mine.role,
      at: cursor.readAt ?? null,
      isExact: cursor.read === seq,
    }));
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

/** Undefined for a member, who reads for his business. */
const partyOf = (parties: readonly Party[], { who }: Cursor) =>
  parties.find((party) => (who.personId ? party.personId === who.personId : party.businessId === who.businessId));

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
