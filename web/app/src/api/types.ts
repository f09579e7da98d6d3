import type { components } from "./schema";

// The server's shapes under the names that the app uses. Times are RFC 3339 in UTC, ids are UUIDv7.

type Schemas = components["schemas"];

export type Audience = Schemas["AudienceView"];
export type AudienceKind = Schemas["AudienceKind"];
export type AuditEntry = Schemas["AuditEntryView"];
export type Channel = Schemas["Channel"];
export type ContactDoor = Schemas["ContactDoorView"];
export type ConversationStatus = Schemas["ConversationStatus"];
export type ConversationView = Schemas["ConversationView"];
export type Cursor = Schemas["CursorView"];
export type DemoPerson = Schemas["DemoPersonView"];
export type FeedChange = Schemas["ChangedConversation"];
export type FeedPage = Schemas["SyncPage"];
export type Head = Schemas["HeadView"];
export type InboxRow = Schemas["InboxRowView"];
export type LineState = Schemas["LineState"];
export type LinkView = Schemas["LinkView"];
export type ListedConversation = Schemas["ListedConversationView"];
export type Contact = Schemas["ContactView"];
export type Customer = Schemas["KnownCustomerView"];
export type CustomerAddress = Schemas["CustomerAddressView"];
export type ListingSummary = Schemas["ListingView"];
export type Me = Schemas["MeView"];
export type MessageKind = Schemas["MessageKind"];
export type MessageView = Schemas["MessageView"];
export type Money = Schemas["Money"];
export type OrderConversation = Schemas["ConversationOfOrder"];
export type OrderCounts = Schemas["OrderCountsView"];
export type OrderStatus = Schemas["OrderStatus"];
export type OrderSummary = Schemas["OrderWithConversations"];
export type Party = Schemas["PartyView"];
export type Role = Schemas["Role"];
export type SearchHit = Schemas["SearchHit"];
export type Sender = Schemas["SenderView"];
export type Topic = Schemas["TopicView"];
export type TopicKind = Schemas["TopicKind"];
export type Unread = Schemas["UnreadView"];

/** A part of a list. */
export interface Page<T> {
  items: T[];
  next?: string;
}

/** Something that happened, as a code with data. */
export interface SystemEvent {
  code: string;
  data?: unknown;
}
