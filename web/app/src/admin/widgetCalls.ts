import createClient from "openapi-fetch";
import { answer } from "../api/client";
import type { paths } from "../api/paths";

/** The calls about shops' widgets, apart from the others so that nobody else's page brings them along. */
export function createWidgetCalls(fetch = (request: Request) => globalThis.fetch(request)) {
  const http = createClient<paths>({ baseUrl: window.location.origin, fetch });
  const of = (shopId: string) => ({ params: { path: { shopId } } });

  return {
    show: (shopId: string) => answer(http.GET("/api/v1/shops/{shopId}/widget", of(shopId))),
    allow: (shopId: string, allowedOrigins: string[]) =>
      answer(http.PATCH("/api/v1/shops/{shopId}/widget", { ...of(shopId), body: { allowedOrigins } })),
  };
}

export type WidgetCalls = ReturnType<typeof createWidgetCalls>;
