import { expect, request as requests } from "@playwright/test";
import type { Somebody } from "./people.js";

// The demo's shop, as its own server speaks to Parley.

export interface Sold {
  id: string;
  number: string;
  /** Placed later than everything sold before. */
  push: (change: { status?: string; tracking?: object; imageUrl?: string }) => Promise<void>;
}

interface Sale {
  customer: Somebody;
  status?: string;
  /** By the demo's names for its businesses. */
  sellers?: string[];
  /** Who fulfils it, by the same names. */
  supplier?: string;
  imageUrl?: string;
}

/** Sells oak side tables to a customer, each seller one; numbers are never given twice. */
export async function sell(admin: Somebody, sale: Sale): Promise<Sold> {
  const number = String(Date.now()).slice(-9);
  const placedAt = new Date().toISOString();
  let version = 0;
  let id = "";
  const tell = async (change: object) => {
    version += 1;
    ({ id } = await push(admin, `orders/${number}`, { ...orderOf(sale), number, version, placedAt, ...change }));
  };
  await tell({});

  return { id, number, push: tell };
}

/** Has the shop's own server say how something of the shop's is. */
export async function push(admin: Somebody, what: string, how: object): Promise<{ id: string }> {
  const key = await keyOf(admin);
  const shop = await requests.newContext({
    baseURL: key.baseURL,
    extraHTTPHeaders: { Authorization: `Bearer ${key.secret}` },
  });
  const pushed = await shop.put(`/api/v1/${what}`, { data: how });
  expect(pushed.ok(), await pushed.text()).toBe(true);
  const told = await pushed.json();
  await shop.dispose();

  return told;
}

const orderOf = ({ customer, sellers = ["northwind"], status = "confirmed", supplier, imageUrl }: Sale) => ({
  status,
  customer: { externalId: firstNameOf(customer), name: customer.me.name },
  items: sellers.map((seller) => ({
    title: `Oak side table of ${seller}`,
    quantity: 2,
    seller,
    price: { minor: 4200, currency: "EUR" },
    attributes: { finish: "oiled" },
    ...(supplier && { supplier }),
    ...(imageUrl && { imageUrl }),
  })),
  total: { minor: 8400 * sellers.length, currency: "EUR" },
});

const firstNameOf = ({ me }: Somebody) => (me.name.split(" ")[0] ?? "").toLowerCase();

const keys = new Map<string, string>();

/** One key for all stories of a run. */
async function keyOf({ page, me, request }: Somebody): Promise<{ secret: string; baseURL: string }> {
  const baseURL = new URL((await request.get("/readyz")).url()).origin;
  const [shop] = me.shops;
  if (shop === undefined) throw new Error(`${me.name} looks after no shop: ${page.url()}`);
  const known = keys.get(shop.id);
  if (known !== undefined) return { secret: known, baseURL };
  const made = await request.post(`/api/v1/shops/${shop.id}/keys`, { data: { name: "stories" } });
  expect(made.ok()).toBe(true);
  const { key } = await made.json();
  keys.set(shop.id, key);

  return { secret: key, baseURL };
}
