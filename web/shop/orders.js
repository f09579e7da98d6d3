// What the customer ordered, and talking about it.

import { askAsCustomer, customer, signInPath } from "./customer.js";
import { dayOf, facts, h, named, offerOf, pathOf, picture, price, statusOf } from "./drawing.js";

const toAccount = () =>
  named("My orders", h("h1", {}, "My orders"), h("p", {}, "Sign in to see what you have ordered."), signInLink());
const signInLink = () => h("p", {}, h("a", { class: "button", href: signInPath() }, "Sign in"));

export async function orders({ offers }) {
  if (!customer) return toAccount();
  const { items } = await askAsCustomer("orders?limit=50");
  const none = h("p", {}, "You have not ordered anything yet.");

  return named(
    "My orders",
    h("h1", {}, "My orders"),
    items.length === 0 ? none : h("ul", { class: "lines" }, ...items.map((order) => orderLine(order, offers))),
  );
}

function orderLine(order, offers) {
  const { number, items, placedAt, total } = order;

  return h(
    "li",
    { class: "line" },
    picture(offerOf(items[0], offers)),
    h(
      "div",
      { class: "line__text" },
      h("h2", {}, h("a", { href: `/shop/orders/${encodeURIComponent(number)}` }, `Order ${number}`)),
      h("p", {}, items.map(({ title, quantity }) => (quantity > 1 ? `${quantity} × ${title}` : title)).join(", ")),
      h("p", { class: "quiet" }, dayOf(placedAt)),
    ),
    h("div", { class: "line__end" }, statusOf(order), total ? h("p", { class: "price" }, price(total)) : null),
  );
}

export async function orderPage(number, { offers }) {
  if (!customer) return toAccount();
  const order = await askAsCustomer(`orders/${encodeURIComponent(number)}`);
  const sellers = new Map(order.items.map(({ seller }) => [seller.id, seller.name]));
  const businesses = new Map(offers.map(({ business }) => [business.name, business.externalId]));

  return named(
    `Order ${order.number}`,
    h("p", {}, h("a", { class: "back", href: "/shop/orders" }, "My orders")),
    h("div", { class: "title" }, h("h1", {}, `Order ${order.number}`), statusOf(order)),
    facts([
      ["placed", dayOf(order.placedAt)],
      ...(order.tracking
        ? [["tracking", `${order.tracking.carrier ?? ""} ${order.tracking.number ?? ""}`.trim()]]
        : []),
      ...(order.total ? [["total", price(order.total)]] : []),
    ]),
    ...[...sellers].map(([id, name]) =>
      h(
        "section",
        { class: "part" },
        h("h2", {}, `From ${name}`),
        h(
          "ul",
          { class: "lines" },
          ...order.items.filter(({ seller }) => seller.id === id).map((item) => itemLine(item, offers)),
        ),
        h("parley-contact", {
          ...{ context: `order:${order.externalId}`, name, variant: "outline" },
          ...{ business: businesses.get(name) ?? null },
        }),
      ),
    ),
  );
}

function itemLine(item, offers) {
  const offer = offerOf(item, offers);

  return h(
    "li",
    { class: "line" },
    picture(offer),
    h(
      "div",
      { class: "line__text" },
      h("h3", {}, offer ? h("a", { href: pathOf(offer) }, item.title) : item.title),
      h("p", { class: "quiet" }, Object.values(item.attributes ?? {}).join(" · ")),
    ),
    h("p", { class: "price line__end" }, `${item.quantity} × ${item.price ? price(item.price) : ""}`),
  );
}
