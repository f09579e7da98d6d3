import createClient from "openapi-fetch";
import type {
  AuditQuery,
  BetweenQuery,
  ContactsQuery,
  DemoOrderBody,
  InquiryBody,
  LinkBody,
  ListAllQuery,
  ListQuery,
  MeBody,
  OfferQuery,
  OrderChange,
  OrderListQuery,
  paths,
  SearchQuery,
  SendBody,
  SignUpBody,
  StartBody,
  UpTo,
} from "./paths";
import { ProblemError, problemOf } from "./problem";
import type { Audience, ConversationStatus, TopicKind } from "./types";

export type {
  AuditQuery,
  BetweenQuery,
  ContactsQuery,
  DemoOrderBody,
  InquiryBody,
  LinkBody,
  ListAllQuery,
  ListQuery,
  OfferQuery,
  OrderChange,
  OrderListQuery,
  SearchQuery,
  SendBody,
  StartBody,
  UpTo,
} from "./paths";

type Fetch = (request: Request) => Promise<Response>;
interface Answer<Body> {
  data?: Body;
  error?: unknown;
  response: Response;
}

/** What somebody asks about. */
export interface Asked {
  kind: TopicKind;
  /** The order, listing or service; of general the business. */
  id: string;
  /** Of an order with several sellers: which. */
  businessId?: string;
}

const askedParams = ({ kind, id, businessId }: Asked) => ({
  path: { kind, reference: id },
  query: businessId === undefined ? {} : { businessId },
});

const at = (conversationId: string) => ({ params: { path: { conversationId } } });

/** Every call that the app makes, by name. A refusal is thrown as a `ProblemError`. */
export function createApi(baseUrl: string, fetch: Fetch = (request) => globalThis.fetch(request)) {
  const http = createClient<paths>({ baseUrl, fetch, credentials: "same-origin" });

  return {
    ...people(http),
    ...catalogue(http),
    ...conversations(http),
    ...messages(http),
    ...admin(http),
  };
}

export type Api = ReturnType<typeof createApi>;
type Http = ReturnType<typeof createClient<paths>>;

const people = (http: Http) => ({
  signIn: (body: { email: string; password: string }) => done(http.POST("/api/v1/session", { body })),
  signOut: () => done(http.DELETE("/api/v1/session")),
  signUp: (body: SignUpBody) => done(http.POST("/api/v1/people", { body })),
  askForReset: (email: string) => done(http.POST("/api/v1/password-resets", { body: { email } })),
  link: (token: string) => answer(http.GET("/api/v1/links/{token}", { params: { path: { token } } })),
  redeem: (token: string, body: LinkBody) =>
    done(http.POST("/api/v1/links/{token}", { params: { path: { token } }, body })),
  demo: () => answer(http.GET("/api/v1/demo")),
  enterDemo: (email: string) => done(http.POST("/api/v1/demo/session", { body: { email } })),
  placeDemoOrder: (body: DemoOrderBody) => answer(http.POST("/api/v1/demo/orders", { body })),
  me: () => answer(http.GET("/api/v1/me")),
  changeMe: (body: MeBody) => done(http.PATCH("/api/v1/me", { body })),
});

const catalogue = (http: Http) => ({
  orders: (query: OrderListQuery) => answer(http.GET("/api/v1/orders", { params: { query } })),
  order: (idOrNumber: string) => answer(http.GET("/api/v1/orders/{idOrNumber}", { params: { path: { idOrNumber } } })),
  orderCounts: () => answer(http.GET("/api/v1/order-counts")),
  changeOrder: (orderId: string, body: OrderChange) =>
    answer(http.PATCH("/api/v1/orders/{idOrNumber}", { params: { path: { idOrNumber: orderId } }, body })),
  listings: (query: OfferQuery) => answer(http.GET("/api/v1/listings", { params: { query } })),
  services: (query: OfferQuery) => answer(http.GET("/api/v1/services", { params: { query } })),
});

const conversations = (http: Http) => ({
  list: (query: ListQuery) => answer(http.GET("/api/v1/conversations", { params: { query } })),
  contacts: (query: ContactsQuery) => answer(http.GET("/api/v1/contacts", { params: { query } })),
  contact: (asked: Asked) => answer(http.GET("/api/v1/contact/{kind}/{reference}", { params: askedParams(asked) })),
  revealContact: (asked: Asked) =>
    answer(http.POST("/api/v1/contact/{kind}/{reference}/reveal", { params: askedParams(asked) })),
  mailReturn: (email: string) => done(http.POST("/api/v1/guest-links", { body: { email } })),
  inquire: (body: InquiryBody) => answer(http.POST("/api/v1/inquiries", { body })),
  start: (body: StartBody) => answer(http.POST("/api/v1/conversations", { body })),
  blocks: (id: string, before?: string) =>
    answer(http.GET("/api/v1/businesses/{id}/blocks", { params: { path: { id }, query: before ? { before } : {} } })),
  customerIn: (id: string) => answer(http.GET("/api/v1/conversations/{conversationId}/customer", at(id))),
  conversation: (id: string) => answer(http.GET("/api/v1/conversations/{conversationId}", at(id))),
  setStatus: (id: string, status: ConversationStatus) =>
    done(http.PATCH("/api/v1/conversations/{conversationId}", { ...at(id), body: { status } })),
  assign: (id: string, personId: string | null) =>
    personId === null
      ? done(http.DELETE("/api/v1/conversations/{conversationId}/assignee", at(id)))
      : done(http.PUT("/api/v1/conversations/{conversationId}/assignee", { ...at(id), body: { personId } })),
  archive: ofMySide(http, "archive"),
  mute: ofMySide(http, "mute"),
  markUnread: ofMySide(http, "unread"),
  reportSpam: ofMySide(http, "spam"),
  unreadOf: (id: string) => answer(http.GET("/api/v1/businesses/{id}/unread", { params: { path: { id } } })),
  block: (id: string, personId: string, on: boolean) => {
    const pair = { params: { path: { id, personId } } };

    return done(
      on
        ? http.PUT("/api/v1/businesses/{id}/blocks/{personId}", pair)
        : http.DELETE("/api/v1/businesses/{id}/blocks/{personId}", pair),
    );
  },
});

/** What one side keeps of a conversation for itself is set and taken back in one way. */
const ofMySide = (http: Http, what: "archive" | "mute" | "unread" | "spam") => (id: string, on: boolean) => {
  const path = `/api/v1/conversations/{conversationId}/${what}` as const;

  return done(on ? http.PUT(path, at(id)) : http.DELETE(path, at(id)));
};

const messages = (http: Http) => ({
  messages: (id: string, query: { before?: string; after?: string; limit?: number }) =>
    answer(
      http.GET("/api/v1/conversations/{conversationId}/messages", {
        params: { path: { conversationId: id }, query },
      }),
    ),
  messagesBetween: (businessId: string, query: BetweenQuery) =>
    answer(http.GET("/api/v1/businesses/{id}/messages", { params: { path: { id: businessId }, query } })),
  /** Goes on when the page is left; what is over the browser's limit for that (64 KiB at a time) fails, and is tried again. */
  send: (id: string, body: SendBody) =>
    answer(http.POST("/api/v1/conversations/{conversationId}/messages", { ...at(id), body, keepalive: true })),
  read: (id: string, body: UpTo) => done(http.POST("/api/v1/conversations/{conversationId}/read", { ...at(id), body })),
  delivered: (id: string, body: UpTo) =>
    done(http.POST("/api/v1/conversations/{conversationId}/delivered", { ...at(id), body })),
  typing: (id: string, audience: Audience) =>
    done(http.POST("/api/v1/conversations/{conversationId}/typing", { ...at(id), body: { audience } })),
  sync: (cursor?: string) =>
    answer(http.GET("/api/v1/sync", { params: { query: cursor === undefined ? {} : { cursor } } })),
});

const admin = (http: Http) => ({
  allConversations: (query: ListAllQuery) => answer(http.GET("/api/v1/admin/conversations", { params: { query } })),
  searchAll: (query: SearchQuery) => answer(http.GET("/api/v1/admin/search/messages", { params: { query } })),
  audit: (query: AuditQuery) => answer(http.GET("/api/v1/admin/audit", { params: { query } })),
  openOversight: (id: string, reason: string) =>
    answer(http.POST("/api/v1/conversations/{conversationId}/oversight", { ...at(id), body: { reason } })),
  endOversight: (id: string) => done(http.DELETE("/api/v1/conversations/{conversationId}/oversight", at(id))),
  takePart: (id: string, on: boolean) =>
    done(
      on
        ? http.PUT("/api/v1/conversations/{conversationId}/platform", at(id))
        : http.DELETE("/api/v1/conversations/{conversationId}/platform", at(id)),
    ),
});

export async function answer<Body>(call: Promise<Answer<Body>>): Promise<Body> {
  const { data, error, response } = await call.catch(unreachable);
  if (!response.ok || data === undefined) throw problemOf(error, response);

  return data;
}

export async function done(call: Promise<Answer<unknown>>): Promise<void> {
  const { error, response } = await call.catch(unreachable);
  if (!response.ok) throw problemOf(error, response);
}

function unreachable(): never {
  throw new ProblemError("offline", 0);
}
