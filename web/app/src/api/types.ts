/** The shapes that the server and the app share. Times are RFC 3339 in UTC, ids are UUIDv7. */

export type TopicKind = "order" | "listing" | "service" | "general";
export type ConversationStatus = "open" | "resolved" | "closed";
export type Role = "customer" | "seller" | "supplier" | "reseller" | "platform" | "assistant" | "system";
export type AudienceKind = "everyone" | "team" | "platform" | "platformWith";
export type MessageKind = "text" | "attachments" | "voice" | "system" | "call" | "card";
export type Channel = "in_app" | "email" | "whatsapp" | "sms";
export type Right = string;

export interface Money {
  /** In the currency's smallest unit: 8400 is €84.00. */
  minor: number;
  currency: string;
}

export interface Audience {
  kind: AudienceKind;
  businessId?: string | null;
  personId?: string | null;
}

export interface Sender {
  role: Role;
  personId?: string | null;
  businessId?: string | null;
  name: string;
}

export interface SystemEvent {
  code: string;
  data?: Record<string, unknown> | null;
}

export interface MessageView {
  id: string;
  conversationId: string;
  audience: Audience;
  /** From 1, without holes within the audience. */
  seq: number;
  kind: MessageKind;
  body?: string | null;
  channel: Channel;
  sender: Sender;
  /** Only to the sender's own devices. */
  clientId?: string | null;
  replyTo?: string | null;
  system?: SystemEvent | null;
  sentAt: string;
}

export interface Topic {
  kind: TopicKind;
  id?: string | null;
  /** The shop's own id of it; for an order its number. */
  externalId?: string | null;
  title?: string | null;
  imageUrl?: string | null;
  price?: Money | null;
  status?: string | null;
  statusLabel?: string | null;
  attributes?: Record<string, unknown> | null;
}

export interface Party {
  role: Role;
  personId?: string | null;
  businessId?: string | null;
  name: string;
  imageUrl?: string | null;
  online?: boolean | null;
  lastSeenAt?: string | null;
}

export interface Head {
  audience: Audience;
  seq: number;
}

export interface Reader {
  personId?: string | null;
  businessId?: string | null;
  name?: string | null;
}

export interface Cursor {
  who: Reader;
  audience: Audience;
  delivered: number;
  read: number;
  readAt?: string | null;
}

export interface Assignee {
  personId: string;
  name: string;
}

export interface ConversationView {
  id: string;
  shopId: string;
  subject: string;
  status: ConversationStatus;
  waitingOn: "customer" | "business" | "nobody";
  topic: Topic;
  parties: Party[];
  heads: Head[];
  cursors: Cursor[];
  mine: { role: Role; businessId?: string | null; may: Right[]; audiences: Audience[]; row?: InboxRow | null };
}

export interface LastMessage {
  id: string;
  kind: MessageKind;
  /** Absent for records. */
  preview?: string | null;
  /** The code of what happened, for records. */
  system?: string | null;
  /** Said by this side: by me, or by anybody of my business. */
  mine: boolean;
  note?: boolean | null;
  at: string;
}

export interface InboxRow {
  conversationId: string;
  subject: string;
  /** The business whose list this line is in; absent in the list of a person. */
  businessId?: string | null;
  topic: Topic;
  with: { id: string; name: string; imageUrl?: string | null; online?: boolean | null };
  last?: LastMessage | null;
  unread: number;
  unreadMark: boolean;
  status: ConversationStatus;
  archived: boolean;
  muted: boolean;
  assignee?: Assignee | null;
}

export interface Page<T> {
  items: T[];
  next?: string | null;
}

export interface FeedChange {
  conversationId: string;
  /** Absent when I have lost it. */
  conversation?: ConversationView | null;
  row?: InboxRow | null;
  factsOf: string[];
  left: boolean;
}

export interface FeedPage {
  epoch: string;
  changed: FeedChange[];
  cursor: string;
  more: boolean;
}

export interface LinkView {
  purpose: "prove_email" | "reset_password" | "invitation" | "first_admin";
  /** What using it must give. */
  needs: string[];
  email?: string | null;
  business?: string | null;
}

export interface Membership {
  id: string;
  name: string;
  role: "owner" | "agent";
}

export interface Me {
  id: string;
  name: string;
  email?: string | null;
  isAdmin: boolean;
  businesses: Membership[];
}

export interface OrderSummary {
  id: string;
  number: string;
  placedAt: string;
  status: string;
  statusLabel?: string | null;
  total?: Money | null;
  customer: { personId: string; name: string };
  items: { title: string; quantity: number; imageUrl?: string | null; seller: { id: string; name: string } }[];
  tracking?: { carrier?: string | null; number?: string | null; url?: string | null } | null;
}

export interface ListingSummary {
  id: string;
  title: string;
  imageUrl?: string | null;
  price?: Money | null;
  status?: string | null;
  business: { id: string; name: string };
}

export interface DemoPerson {
  name: string;
  email: string;
  password: string;
  about: string;
}
