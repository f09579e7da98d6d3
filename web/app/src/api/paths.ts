import type * as View from "./types";

// The operations in the form that openapi-typescript writes, so that the generated `paths` can take their place.

type Path<Names extends string> = { [Name in Names]: string };
type Answer<Body> = { headers: Record<string, unknown>; content: { "application/json": Body } };
type Empty = { headers: Record<string, unknown>; content?: never };
interface Given {
  path?: unknown;
  query?: unknown;
  body?: unknown;
}
type Op<Body, Input extends Given = object> = {
  parameters: (Input extends { path: infer P } ? { path: P } : { path?: never }) &
    (Input extends { query: infer Q } ? { query?: Q } : { query?: never });
  responses: { 200: [Body] extends [null] ? Empty : Answer<Body> };
} & (Input extends { body: infer B }
  ? { requestBody: { content: { "application/json": B } } }
  : { requestBody?: never });
type Id = { path: Path<"conversationId"> };

export interface ListQuery {
  /** The business for which to list; my own list when left out. */
  as?: string;
  q?: string;
  status?: View.ConversationStatus;
  topic?: View.TopicKind;
  unread?: boolean;
  assignee?: string;
  archived?: boolean;
  /** The business on the other side. */
  business?: string;
  before?: string;
  limit?: number;
}
export interface UpTo {
  upTo: { audience: { kind: View.AudienceKind }; seq: number }[];
}
export interface SendBody {
  clientId: string;
  body: string;
  audience?: { kind: View.AudienceKind };
}
export interface StartBody {
  topic: { kind: View.TopicKind; id?: string };
  businessId: string;
  message?: { clientId: string; body: string };
}
export interface LinkBody {
  name?: string;
  email?: string;
  password?: string;
}
export interface SignUpBody {
  name: string;
  email: string;
  password: string;
}
type SomePage = { query: { limit?: number; before?: string; q?: string } };

export interface paths {
  "/api/v1/session": { post: Op<null, { body: { email: string; password: string } }>; delete: Op<null> };
  "/api/v1/people": { post: Op<null, { body: SignUpBody }> };
  "/api/v1/password-resets": { post: Op<null, { body: { email: string } }> };
  "/api/v1/links/{token}": {
    get: Op<View.LinkView, { path: Path<"token"> }>;
    post: Op<null, { path: Path<"token">; body: LinkBody }>;
  };
  "/api/v1/demo": { get: Op<{ items: View.DemoPerson[] }> };
  "/api/v1/me": { get: Op<View.Me> };
  "/api/v1/conversations": {
    get: Op<View.Page<View.InboxRow>, { query: ListQuery }>;
    post: Op<View.ConversationView, { body: StartBody }>;
  };
  "/api/v1/conversations/{conversationId}": {
    get: Op<View.ConversationView, Id>;
    patch: Op<null, Id & { body: { status: View.ConversationStatus } }>;
  };
  "/api/v1/conversations/{conversationId}/messages": {
    get: Op<View.Page<View.MessageView>, Id & { query: { before?: string; after?: string; limit?: number } }>;
    post: Op<View.MessageView, Id & { body: SendBody }>;
  };
  "/api/v1/conversations/{conversationId}/read": { post: Op<null, Id & { body: UpTo }> };
  "/api/v1/conversations/{conversationId}/delivered": { post: Op<null, Id & { body: UpTo }> };
  "/api/v1/conversations/{conversationId}/typing": {
    post: Op<null, Id & { body: { audience?: { kind: View.AudienceKind } } }>;
  };
  "/api/v1/conversations/{conversationId}/assignee": {
    put: Op<null, Id & { body: { personId: string } }>;
    delete: Op<null, Id>;
  };
  "/api/v1/conversations/{conversationId}/archive": { put: Op<null, Id>; delete: Op<null, Id> };
  "/api/v1/conversations/{conversationId}/mute": { put: Op<null, Id>; delete: Op<null, Id> };
  "/api/v1/conversations/{conversationId}/unread": { put: Op<null, Id>; delete: Op<null, Id> };
  "/api/v1/sync": { get: Op<View.FeedPage, { query: { cursor?: string } }> };
  "/api/v1/orders": { get: Op<View.Page<View.OrderSummary>, SomePage> };
  "/api/v1/orders/{idOrNumber}": { get: Op<View.OrderSummary, { path: Path<"idOrNumber"> }> };
  "/api/v1/listings": { get: Op<View.Page<View.ListingSummary>, SomePage> };
  "/api/v1/services": { get: Op<View.Page<View.ListingSummary>, SomePage> };
}
