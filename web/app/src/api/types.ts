import type { components } from "./schema";

// The server's shapes under the names that the app uses. Times are RFC 3339 in UTC, ids are UUIDv7.

type Schemas = components["schemas"];

export type Audience = Schemas["AudienceView"];
export type AudienceKind = Schemas["AudienceKind"];
export type Channel = Schemas["Channel"];
export type ConversationStatus = Schemas["ConversationStatus"];
export type ConversationView = Omit<Schemas["ConversationView"], "parties"> & { parties: Party[] };
export type Cursor = Schemas["CursorView"];
export type DemoPerson = Schemas["DemoPersonView"];
export type FeedChange = Omit<Schemas["ChangedConversation"], "conversation"> & {
  conversation?: ConversationView | null;
};
export type FeedPage = Omit<Schemas["SyncPage"], "changed"> & { changed: FeedChange[] };
export type Head = Schemas["HeadView"];
export type InboxRow = Schemas["InboxRowView"];
export type LinkView = Schemas["LinkView"];
export type ListingSummary = Schemas["ListingView"];
export type Me = Schemas["MeView"];
export type MessageKind = Schemas["MessageKind"];
export type MessageView = Schemas["MessageView"];
export type Money = Schemas["Money"];
export type OrderSummary = Schemas["OrderView"];
/** When somebody was last seen comes with presence events. */
export type Party = Schemas["PartyView"] & { lastSeenAt?: string | null };
export type Role = Schemas["Role"];
export type Sender = Schemas["SenderView"];
export type Topic = Schemas["TopicView"];
export type TopicKind = Schemas["TopicKind"];

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
