import createClient from "openapi-fetch";
import { answer } from "../api/client";
import type { paths } from "../api/paths";
import type { components } from "../api/schema";

export type ContactPolicies = Required<components["schemas"]["ContactPolicies"]>;

/** The calls about shops' settings, apart from the others so that nobody else's page brings them along. */
export function createShopCalls(fetch = (request: Request) => globalThis.fetch(request)) {
  const http = createClient<paths>({ baseUrl: window.location.origin, fetch });
  const of = (shopId: string) => ({ params: { path: { shopId } } });

  return {
    widget: (shopId: string) => answer(http.GET("/api/v1/shops/{shopId}/widget", of(shopId))),
    allow: (shopId: string, allowedOrigins: string[]) =>
      answer(http.PATCH("/api/v1/shops/{shopId}/widget", { ...of(shopId), body: { allowedOrigins } })),
    policies: (shopId: string) => answer(http.GET("/api/v1/shops/{shopId}/contact-policies", of(shopId))),
    setPolicies: (shopId: string, body: Partial<ContactPolicies>) =>
      answer(http.PATCH("/api/v1/shops/{shopId}/contact-policies", { ...of(shopId), body })),
  };
}

export type ShopCalls = ReturnType<typeof createShopCalls>;
