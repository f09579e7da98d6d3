// What is sold, and asking about it.

import { askAsCustomer, customer, shop, signInPath } from "./customer.js";
import { facts, h, named, pathOf, picture, price, sentence } from "./drawing.js";

export function home({ offers }) {
  const shelf = (kind, title) => [
    h("h2", {}, title),
    h("ul", { class: "shelf" }, ...offers.filter((offer) => offer.kind === kind).map(card)),
  ];

  return named(
    null,
    h(
      "div",
      { class: "hero" },
      h("h1", {}, "Made, mended and grown around the harbour"),
      h(
        "p",
        {},
        "Twelve small businesses under one roof. Ask any of them before you buy, and about whatever you bought.",
      ),
    ),
    ...shelf("listing", "Products"),
    ...shelf("service", "Services"),
  );
}

function card(offer) {
  return h(
    "li",
    { class: "card" },
    picture(offer),
    h("h3", {}, h("a", { href: pathOf(offer) }, offer.title)),
    h("p", { class: "quiet" }, offer.business.name),
    h("p", { class: "price" }, price(offer.price), badgeOf(offer)),
  );
}

const badgeOf = ({ status }) => (status === "available" ? null : h("span", { class: "badge" }, sentence(status)));

export function offerPage(offer) {
  const { kind, externalId, title, business, attributes } = offer;
  const isService = kind === "service";
  const buy = h("button", { type: "button", class: "button" }, isService ? "Book" : "Buy now");
  const context = `${kind}:${externalId}`;
  const contact = h("parley-contact", { context, name: business.name, variant: "outline", hidden: true });
  const told = h("p", { class: "told", role: "status" });
  void mayContact({ offer, contact, told, buy });

  return named(
    title,
    h("p", {}, h("a", { class: "back", href: "/shop" }, "All offers")),
    h(
      "article",
      { class: "offer" },
      picture(offer),
      h(
        "div",
        { class: "offer__text" },
        h("h1", {}, title),
        h("p", { class: "quiet" }, `${isService ? "Offered" : "Sold"} by ${business.name}`),
        h("p", { class: "price price--large" }, price(offer.price), badgeOf(offer)),
        facts(Object.entries(attributes ?? {})),
        h("div", { class: "actions" }, buy, contact),
        told,
      ),
    ),
  );
}

/** Shows the button to whoever may write, and tells everybody else why there is none. */
async function mayContact({ offer, contact, told, buy }) {
  const { kind, externalId, business } = offer;
  const asked = askAsCustomer(`contact/${kind}/${encodeURIComponent(externalId)}?shopId=${shop}`);
  buy.onclick = () => (customer ? place(asked, buy, told) : location.assign(signInPath()));
  try {
    const door = await asked;
    // Only a product's button waits until it is known what the visitor has bought; that of a service leads him to the sign-in.
    const isShown = !door.refusal || door.takesInquiries || (kind === "service" && door.refusal === "sign_in_required");
    contact.hidden = !isShown;
    if (!isShown) told.append(...[(refusals[door.refusal] ?? refusals.closed)(business.name)].flat());
  } catch {
    told.textContent = "This cannot be asked about at the moment.";
  }
}

const refusals = {
  purchase_required: (name) =>
    `${name} answers customers who have ordered from them. After your first order you can write to them here.`,
  sign_in_required: (name) => [h("a", { href: signInPath() }, "Sign in"), ` to write to ${name}.`],
  email_proof_required: (name) => `${name} answers customers with a confirmed email address.`,
  blocked: (name) => `${name} takes no messages from you about this.`,
  closed: (name) => `${name} takes no messages about this.`,
};

// Where there is no TLS, browsers have no randomUUID.
const randomDigit = (digit) =>
  (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16);
const clientId = "10000000-1000-4000-8000-100000000000".replace(/[018]/g, randomDigit);

/** Buys one; trying again is the same order. */
async function place(asked, button, told) {
  button.disabled = true;
  try {
    const listingId = (await asked).topic.id;
    const { number } = await askAsCustomer("demo/orders", { method: "POST", body: { listingId, clientId } });
    location.assign(`/shop/orders/${number}`);
  } catch {
    button.disabled = false;
    told.textContent = "The order could not be placed. Try again.";
  }
}
