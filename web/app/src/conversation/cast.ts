import type { Audience, ConversationView, Cursor, InboxRow, MessageView, OrderSummary, Sender } from "../api/types";

/** The people and things that tests speak of. */

export const ana = "0197aaaa-0000-7000-8000-000000000001";
export const jo = "0197bbbb-0000-7000-8000-000000000002";
export const northwind = "0197cccc-0000-7000-8000-000000000003";
export const conversationId = "0198dddd-0000-7000-8000-000000000004";

export const everyone: Audience = { kind: "everyone" };
export const team: Audience = { kind: "team", businessId: northwind };
export const byAna: Sender = { role: "customer", personId: ana, name: "Ana Duarte" };
export const byJo: Sender = { role: "seller", personId: jo, businessId: northwind, name: "Jo Reyes" };

/** The n-th message of the conversation; ids rise with n. */
export function message(n: number, rest: Partial<MessageView> = {}): MessageView {
  return {
    id: `0199${String(n).padStart(4, "0")}-0000-7000-8000-000000000000`,
    conversationId,
    audience: everyone,
    seq: n,
    kind: "text",
    body: `Message ${n}`,
    channel: "in_app",
    sender: byJo,
    sentAt: new Date(Date.UTC(2026, 10, 20, 10, n)).toISOString(),
    ...rest,
  };
}

export function cursor(who: Partial<Cursor["who"]>, read: number, rest: Partial<Cursor> = {}): Cursor {
  return { who: { name: "", ...who }, audience: everyone, delivered: read, read, ...rest };
}

export function conversation(rest: Partial<ConversationView> = {}): ConversationView {
  return {
    id: conversationId,
    shopId: "0198eeee-0000-7000-8000-000000000005",
    subject: "Order 10428",
    status: "open",
    waitingOn: "business",
    topic: { kind: "order", title: "Oak side table", externalId: "10428", status: "shipped" },
    parties: [
      { role: "customer", personId: ana, name: "Ana Duarte", online: true },
      { role: "seller", businessId: northwind, name: "Northwind", online: false },
    ],
    heads: [],
    cursors: [],
    createdAt: "2026-11-20T10:00:00.000Z",
    mine: { role: "customer", may: ["send"], audiences: [everyone] },
    ...rest,
  };
}

export function row(n: number, rest: Partial<InboxRow> = {}): InboxRow {
  return {
    conversationId: `0198${String(n).padStart(4, "0")}-0000-7000-8000-000000000000`,
    subject: `Order ${n}`,
    topic: { kind: "order", title: "Oak side table", externalId: String(n), status: "shipped" },
    with: { id: northwind, name: "Northwind", online: false },
    last: {
      id: message(n).id,
      kind: "text",
      channel: "in_app",
      preview: `Message ${n}`,
      mine: false,
      note: false,
      at: message(n).sentAt,
    },
    unread: 0,
    unreadMark: false,
    status: "open",
    archived: false,
    muted: false,
    spam: false,
    state: "read",
    ...rest,
  };
}

/** An order of Ana's; its conversation is that of the row with the same number. */
export function order(n: number, rest: Partial<OrderSummary> = {}): OrderSummary {
  return {
    id: `0196${String(n).padStart(4, "0")}-0000-7000-8000-000000000000`,
    shopId: "0198eeee-0000-7000-8000-000000000005",
    externalId: String(n),
    number: String(n),
    status: "shipped",
    placedAt: "2026-11-12T10:00:00.000Z",
    changedAt: "2026-11-20T10:00:00.000Z",
    customer: { personId: ana, name: "Ana Duarte" },
    mayChange: false,
    items: [
      {
        title: "Oak side table",
        quantity: 2,
        seller: { id: northwind, name: "Northwind" },
        price: { minor: 4200, currency: "EUR" },
        attributes: { colour: "oiled" } as never,
      },
    ],
    conversations: [{ id: row(n).conversationId, seller: { id: northwind, name: "Northwind" }, row: rowOf(n) }],
    ...rest,
  };
}

/** The line of that order's conversation. */
export const rowOf = (n: number, rest: Partial<InboxRow> = {}) =>
  row(n, { topic: { ...row(n).topic, id: `0196${String(n).padStart(4, "0")}-0000-7000-8000-000000000000` }, ...rest });
