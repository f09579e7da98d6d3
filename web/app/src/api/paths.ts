import type { operations, paths as Served } from "./schema";
import type { DemoPerson } from "./types";

/** Every operation of the server; the demo's own is not part of the documented API. */
export type paths = Served & {
  "/api/v1/demo": {
    get: {
      parameters: { path?: never; query?: never };
      responses: { 200: { headers: object; content: { "application/json": { items: DemoPerson[] } } } };
    };
  };
};

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
