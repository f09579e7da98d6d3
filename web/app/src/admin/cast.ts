import type { AuditEntry, ListedConversation } from "../api/types";
import { ana, conversationId, northwind } from "../conversation/cast";

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
