import createClient from "openapi-fetch";
import type { Context } from "../../../loader/src/messages";
import { begun } from "../api/begun";
import { answer, createApi, done } from "../api/client";
import type { paths } from "../api/paths";

/** The calls that only the widget makes, and the app's by its token instead of a cookie. */
export function createWidgetApi(shop: string, accessToken: string | null, fetch = globalThis.fetch) {
  const send = (request: Request) => {
    if (accessToken !== null) request.headers.set("Authorization", `Bearer ${accessToken}`);

    return fetch(request, { credentials: "omit" });
  };
  const http = createClient<paths>({ baseUrl: window.location.origin, fetch: send });
  const path = { shopId: shop };

  return {
    /** Null for a visitor who is nobody in particular. */
    accessToken,
    app: createApi(window.location.origin, send),
    offer: (context: Context) =>
      answer(http.GET("/api/v1/contact/{kind}/{reference}", { params: offered(shop, context) })),
    exchange: (signed: string) => answer(http.POST("/api/v1/session/exchange", { body: { token: signed, shop } })),
    endSession: () => done(http.DELETE("/api/v1/session")),
    liveTicket: () => answer(http.POST("/api/v1/live/ticket")),
    seen: (origin: string) =>
      done(http.POST("/api/v1/widgets/{shopId}/sightings", { params: { path }, body: { origin } })),
    viewed: ({ topic, externalId = "" }: Context) =>
      done(http.POST("/api/v1/widgets/{shopId}/views", { params: { path, query: { topic, externalId } } })),
  };
}

export type WidgetApi = ReturnType<typeof createWidgetApi>;

/** The same, having begun to ask for what the first screen shows. */
export function hurried(api: WidgetApi, context: Context | null): WidgetApi {
  const { app, accessToken, offer } = api;

  return {
    ...api,
    ...(context !== null && { offer: begun(offer, context) }),
    ...(accessToken !== null && { app: { ...app, me: begun(app.me), sync: begun(app.sync) } }),
  };
}

/** Of general the reference is the business; the other kinds have it beside. */
const offered = (shopId: string, { topic, externalId, business }: Context) => ({
  path: { kind: topic, reference: externalId ?? business ?? "" },
  query: { shopId, ...(externalId !== undefined && business !== undefined && { business }) },
});
