import type { operations } from "./schema";
import type { OrderStatus } from "./types";

export type { paths } from "./schema";

// What calls take, by the server's own names for them.

type Body<Name extends keyof operations> = operations[Name] extends {
  requestBody: { content: { "application/json": infer Given } };
}
  ? Given
  : never;

export type AuditQuery = NonNullable<operations["ListAudit"]["parameters"]["query"]>;
export type BetweenQuery = NonNullable<operations["ListMessagesBetween"]["parameters"]["query"]>;
export type ContactsQuery = NonNullable<operations["ListContacts"]["parameters"]["query"]>;
export type DemoOrderBody = Body<"PlaceDemoOrder">;
export type ListAllQuery = NonNullable<operations["ListAllConversations"]["parameters"]["query"]>;
export type OrderListQuery = NonNullable<operations["ListOrders"]["parameters"]["query"]>;
export type ListQuery = NonNullable<operations["ListConversations"]["parameters"]["query"]>;
export type LinkBody = Body<"UseLink">;
export type OfferQuery = NonNullable<operations["ListListings"]["parameters"]["query"]>;
export type OrderChange = Body<"ChangeOrder"> & { status: OrderStatus };
export type SearchQuery = NonNullable<operations["SearchAllMessages"]["parameters"]["query"]>;
export type MeBody = Body<"ChangeMe">;
export type SendBody = Body<"SendMessage">;
export type SignUpBody = Body<"SignUp">;
export type InquiryBody = Body<"SendInquiry">;
export type StartBody = Body<"StartConversation">;
export type UpTo = Body<"MarkRead">;
