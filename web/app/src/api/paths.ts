import type { operations, paths as served } from "./schema";
import type { OrderCounts, OrderStatus, OrderSummary, Page } from "./types";

interface Json<Answer> {
  headers: { [name: string]: unknown };
  content: { "application/json": Answer };
}

interface Order {
  parameters: { path: { idOrNumber: string } };
  responses: { 200: Json<OrderSummary> };
}

export type paths = Omit<served, "/api/v1/orders" | "/api/v1/orders/{idOrNumber}"> & {
  "/api/v1/orders": {
    get: { parameters: { query?: OrderListQuery }; responses: { 200: Json<Page<OrderSummary>> } };
  };
  "/api/v1/orders/{idOrNumber}": {
    get: Order;
    patch: Order & { requestBody: { content: { "application/json": OrderChange } } };
  };
  "/api/v1/order-counts": { get: { responses: { 200: Json<OrderCounts> } } };
};

export interface OrderListQuery {
  as?: string;
  status?: OrderStatus;
  before?: string;
  limit?: number;
}

export interface OrderChange {
  status: OrderStatus;
  statusLabel?: string;
  tracking?: { carrier?: string; number?: string; url?: string };
}

// What calls take, by the server's own names for them.

type Body<Name extends keyof operations> = operations[Name] extends {
  requestBody: { content: { "application/json": infer Given } };
}
  ? Given
  : never;

export type ListQuery = NonNullable<operations["ListConversations"]["parameters"]["query"]>;
export type LinkBody = Body<"UseLink">;
export type SendBody = Body<"SendMessage">;
export type SignUpBody = Body<"SignUp">;
export type StartBody = Body<"StartConversation">;
export type UpTo = Body<"MarkRead">;
