import type { QueryClient } from "@tanstack/react-query";
import type { ConversationView, FeedChange, Head, InboxRow, MessageView, Party } from "../api/types";
import { audienceKey, headOf } from "../conversation/audience";
import { isRecord } from "../conversation/entries";
import { moveCursors } from "../conversation/receipts";
import { confirm, type Timeline } from "../conversation/timeline";
import type { InboxFilter } from "../inbox/filter";
import { placeRow, type Rows, rowAfter, rowsOf, takeOut } from "../inbox/rows";
import { applyRowToOrders, isAboutOrder, refetchOrders, rowInOrders } from "../orders/cache";
import type { LiveEvents } from "./events";
import { keys } from "./keys";

/** Brings the store up to date with what the server says. Each step may be repeated and may come in any order. */

export function applyRow(store: QueryClient, row: InboxRow): void {
  for (const [key, rows] of store.getQueriesData<Rows>({ queryKey: keys.lists }))
    if (rows !== undefined) store.setQueryData(key, placeRow(rows, row, key[1] as InboxFilter));
  applyRowToOrders(store, row);
}

export function applyMessage(store: QueryClient, event: LiveEvents["message"], myPersonId: string): void {
  const { message } = event;
  store.setQueryData<Timeline>(keys.timeline(message.conversationId), (known) => known && confirm(known, [message]));
  const heads = [...(event.heads ?? []), { audience: message.audience, seq: message.seq }];
  const isNews =
    message.seq > headOf(store.getQueryData<Head[]>(keys.heads(message.conversationId)) ?? [], message.audience);
  store.setQueryData<Head[]>(keys.heads(message.conversationId), (known) => highestOf(known ?? [], heads));
  const before = store.getQueryData<ConversationView>(keys.conversation(message.conversationId));
  const after = before && isNews ? afterMessage(before, message) : before;
  store.setQueryData<ConversationView>(keys.conversation(message.conversationId), after);
  // What a record says of status and parties stands in the conversation itself, and what I may do goes with the status.
  if (message.kind === "system" || after?.status !== before?.status)
    void store.invalidateQueries({ queryKey: keys.conversation(message.conversationId) });
  void store.invalidateQueries({ queryKey: keys.betweens });
  const row = findRow(store, message.conversationId);
  // The first words about an order make a line that only the server can tell.
  if (message.system?.code.startsWith("order.") || (row === undefined && isAboutOrder(store, message.conversationId)))
    refetchOrders(store);
  if (row === undefined) void store.invalidateQueries({ queryKey: keys.lists });
  else applyRow(store, rowAfter(row, message, myPersonId));
}

/** Who has the next word, and that speaking opens what was resolved. */
export function afterMessage(conversation: ConversationView, message: MessageView): ConversationView {
  if (isRecord(message.kind) || message.audience.kind !== "everyone") return conversation;
  const waitingOn = message.sender.role === "customer" ? "business" : "customer";

  return { ...conversation, waitingOn, status: conversation.status === "resolved" ? "open" : conversation.status };
}

export function applyCursors(store: QueryClient, event: LiveEvents["cursor"]): void {
  store.setQueryData<ConversationView>(
    keys.conversation(event.conversationId),
    (known) => known && moveCursors(known, event.cursors),
  );
}

export function applyPresence(store: QueryClient, event: LiveEvents["presence"]): void {
  const { personId, businessId } = event;
  const isIt = (party: Party) => (personId ? party.personId === personId : party.businessId === businessId);
  store.setQueriesData<ConversationView>(
    { queryKey: keys.conversations },
    (known) =>
      known && {
        ...known,
        parties: known.parties.map((party) => (isIt(party) ? seen(party, event) : party)),
      },
  );
}

function seen({ lastSeenAt: _, ...party }: Party, { online, lastSeenAt }: LiveEvents["presence"]): Party {
  return { ...party, online, ...(lastSeenAt && { lastSeenAt }) };
}

export function applyChange(store: QueryClient, change: FeedChange): void {
  const { conversationId } = change;
  if (change.left) {
    forget(store, conversationId);
    return;
  }

  if (change.conversation) {
    const { conversation } = change;
    store.setQueryData<ConversationView>(
      keys.conversation(conversationId),
      (known) => known && moveCursors(conversation, known.cursors),
    );
  }
  if (change.row) applyRow(store, change.row);
  if (change.factsOf.length > 0) void store.invalidateQueries({ queryKey: keys.timeline(conversationId) });
}

/** The conversation is no longer mine to see. */
export function forget(store: QueryClient, conversationId: string): void {
  for (const [key, rows] of store.getQueriesData<Rows>({ queryKey: keys.lists }))
    if (rows !== undefined) store.setQueryData(key, takeOut(rows, conversationId));
  store.removeQueries({ queryKey: keys.timeline(conversationId) });
  void store.resetQueries({ queryKey: keys.conversation(conversationId) });
}

/** What I did to a line, shown before the server has answered; the answer comes back as an event. */
export function changeRow(store: QueryClient, conversationId: string, change: Partial<InboxRow>): void {
  const row = findRow(store, conversationId);
  if (row !== undefined) applyRow(store, { ...row, ...change });
}

export function findRow(store: QueryClient, conversationId: string): InboxRow | undefined {
  for (const [, rows] of store.getQueriesData<Rows>({ queryKey: keys.lists })) {
    const found = rowsOf(rows).find((row) => row.conversationId === conversationId);
    if (found !== undefined) return found;
  }

  return rowInOrders(store, conversationId);
}

/** For each audience the highest number that either tells of. */
export function highestOf(known: readonly Head[], told: readonly Head[]): Head[] {
  const highest = new Map(known.map((head) => [keyOf(head), head]));
  for (const head of told) if (head.seq > (highest.get(keyOf(head))?.seq ?? 0)) highest.set(keyOf(head), head);

  return [...highest.values()];
}

const keyOf = ({ audience }: Head) => audienceKey(audience);
