import { createHmac, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "@playwright/test";
import type { Somebody } from "./people.js";

// A shop's own site, on another host than Parley: pages under a policy as strict as can be, and its word for who visits.

export interface Site {
  origin: string;
  /** Where Parley is. */
  chat: string;
  shop: string;
  /** The page that shows an offer of the demo's shop. */
  pageOf: (page: { context?: string; script?: string; tag?: string }) => string;
  /** What the shop's server signs for one of its customers. */
  tokenOf: (sub: string, name: string) => string;
  close: () => Promise<void>;
}

/** Opens a site of the demo's shop, with an identity key that the admin makes. */
export async function openSite({ me, request }: Somebody, { isAllowed = true } = {}): Promise<Site> {
  const [shop] = me.shops;
  if (shop === undefined) throw new Error(`${me.name} looks after no shop`);
  const chat = new URL((await request.get("/readyz")).url()).origin;
  const pages = new Map<string, { type: string; body: string }>();
  const server = createServer((asked, answer) => {
    const page = pages.get(asked.url ?? "");
    const policy = `default-src 'self'; script-src 'self' ${chat}; frame-src ${chat}`;
    answer.writeHead(page ? 200 : 204, {
      "Content-Type": page?.type ?? "text/plain",
      "Content-Security-Policy": policy,
    });
    answer.end(page?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;

  const key = await (
    await request.post(`/api/v1/shops/${shop.id}/identity-keys`, { data: { algorithm: "HS256" } })
  ).json();
  const path = `/api/v1/shops/${shop.id}/widget`;
  const { allowedOrigins: known } = await (await request.get(path)).json();
  const allowedOrigins = [
    ...known.map((one: { origin: string }) => one.origin).filter((one: string) => !one.startsWith("http://localhost")),
    ...(isAllowed ? [origin] : []),
  ];
  expect((await request.patch(path, { data: { allowedOrigins } })).status()).toBe(200);

  return {
    ...{ origin, chat, shop: shop.id },
    pageOf: (page) => {
      const name = randomUUID();
      pages.set("/shop.css", { type: "text/css", body: "parley-contact { display: flex; min-height: 44px; }" });
      pages.set(`/${name}.js`, { type: "text/javascript", body: page.script ?? "" });
      pages.set(`/${name}`, { type: "text/html", body: htmlOf({ name, chat, shop: shop.id, ...page }) });

      return `${origin}/${name}`;
    },
    tokenOf: (sub, name) => tokenOf(key, { sub, name }),
    close: () => closed(server),
  };
}

interface Shown {
  name: string;
  chat: string;
  shop: string;
  context?: string;
  /** More attributes of the script's tag. */
  tag?: string;
}

const htmlOf = ({ name, chat, shop, context = "listing:walnut-desk", tag = "" }: Shown) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Harbour Market</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/shop.css"><script src="/${name}.js"></script>
<script src="${chat}/loader.js" data-shop="${shop}" ${tag} async></script></head>
<body><main><h1>Walnut desk</h1><p>140 cm wide, two drawers.</p>
<parley-contact context="${context}" name="Northwind" variant="outline" phone="+351 210 000 000"></parley-contact>
<p>Made to order.</p></main><parley-launcher></parley-launcher></body></html>`;

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

function tokenOf(key: { id: string; secret: string }, claims: object): string {
  const exp = Math.floor(Date.now() / 1000) + 60;
  const signed = [
    { alg: "HS256", typ: "JWT" },
    { iss: key.id, aud: "parley", jti: randomUUID(), exp, ...claims },
  ];
  const text = signed.map(encoded).join(".");

  return `${text}.${createHmac("sha256", key.secret).update(text).digest("base64url")}`;
}

const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
