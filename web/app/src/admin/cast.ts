import type { AuditEntry, ListedConversation, SearchHit } from "../api/types";
import { ana, byAna, conversationId, everyone, northwind } from "../conversation/cast";

/** What the tests of the admin pages speak of. */

export const ada = "0197dddd-0000-7000-8000-000000000007";

/** The n-th conversation that an admin lists. */
export const listed = (n: number, rest: Partial<ListedConversation> = {}): ListedConversation => ({
  id: `0198${String(n).padStart(4, "0")}-0000-7000-8000-000000000000`,
  shopId: "0198eeee-0000-7000-8000-000000000005",
  subject: `Order ${n}`,
  topic: { kind: "order", title: "Oak side table", externalId: String(n), status: "shipped" },
  status: "open",
  customer: { id: ana, name: "Ana Duarte" },
  business: { id: northwind, name: "Northwind" },
  messages: n,
  isOpen: false,
  createdAt: "2026-11-20T10:00:00.000Z",
  ...rest,
});

/** The n-th entry; ids rise with n. */
export const entry = (n: number, rest: Partial<AuditEntry> = {}): AuditEntry => ({
  id: `0199${String(n).padStart(4, "0")}-0000-7000-8000-000000000001`,
  action: "conversation.closed",
  at: new Date(Date.UTC(2026, 10, 20, 10, n)).toISOString(),
  actorRole: "platform",
  channel: "in_app",
  actor: { id: ada, name: "Ada Brandt" },
  conversationId,
  address: "192.0.2.7",
  userAgent: "Browser 7",
  ...rest,
});

/** The n-th message that a search finds, with the word that it was sought by. */
export const hit = (n: number, rest: Partial<SearchHit> = {}): SearchHit => ({
  messageId: `0199${String(n).padStart(4, "0")}-0000-7000-8000-000000000002`,
  conversationId,
  audience: everyone,
  seq: n,
  channel: "in_app",
  sender: byAna,
  sentAt: new Date(Date.UTC(2026, 10, 20, 10, n)).toISOString(),
  snippet: [
    { text: "The ", isMatch: false },
    { text: "vase", isMatch: true },
    { text: ` ${n} is <b>broken</b>`, isMatch: false },
  ],
  topic: {
    kind: "order",
    id: "0196aaaa-0000-7000-8000-000000000009",
    title: "Vase",
    externalId: "10428",
    status: "shipped",
  },
  status: "closed",
  customer: { id: ana, name: "Ana Duarte" },
  business: { id: northwind, name: "Northwind" },
  ...rest,
});
