// The pages of Harbour Market, the shop of the demo. They ask nothing of Parley that the pages of another site could not: the
// loader, and the public API under a token that the shop's own server signs.

const { shop } = document.querySelector("script[data-shop]").dataset;
const main = document.querySelector("main");
const who = document.querySelector("#who");

// Who is signed in to the shop, which real ones keep in a session of theirs.
const signedIn = "harbour-market.customer";
const session = "harbour-market.session";
const customer = localStorage.getItem(signedIn);

window.Parley = window.Parley || [];
if (customer) window.Parley.push(["identify", identity]);

/** A call without this address's cookies, as from another site. */
async function ask(path, { method = "GET", body, token } = {}) {
  const headers = {
    ...(body && { "Content-Type": "application/json" }),
    ...(token && { Authorization: `Bearer ${token}` }),
  };
  const answer = await fetch(`/api/v1/${path}`, {
    ...{ method, headers, credentials: "omit" },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw Object.assign(new Error(`${path}: ${answer.status}`), { status: answer.status });

  return answer.status === 204 ? null : answer.json();
}

/** What the shop's server signs for its customer. */
async function identity() {
  return (await ask("demo/shop/identity", { method: "POST", body: { email: customer } })).token;
}

/** As the customer, if there is one; a session that is over is begun anew. */
async function askAsCustomer(path, options = {}) {
  try {
    return await ask(path, { ...options, token: await tokenOf() });
  } catch (problem) {
    if (problem.status !== 401 || !customer) throw problem;
    sessionStorage.removeItem(session);

    return ask(path, { ...options, token: await tokenOf() });
  }
}

function keptToken() {
  const kept = JSON.parse(sessionStorage.getItem(session) ?? "null");

  return kept?.customer === customer && Date.parse(kept.expiresAt) > Date.now() ? kept.accessToken : null;
}

async function tokenOf() {
  if (!customer) return null;
  const known = keptToken();
  if (known) return known;
  const given = await ask("session/exchange", { method: "POST", body: { token: await identity(), shop } });
  sessionStorage.setItem(session, JSON.stringify({ customer, ...given }));

  return given.accessToken;
}

/** Signs out of the shop and of Parley, and in as somebody else; as nobody without an address. */
async function be(email, then = location.pathname) {
  who.disabled = true;
  main.setAttribute("aria-busy", "true");
  const token = keptToken();
  if (customer) await window.Parley.shutdown?.();
  if (token) await ask("session", { method: "DELETE", token }).catch(() => {});
  sessionStorage.removeItem(session);
  if (email) localStorage.setItem(signedIn, email);
  else localStorage.removeItem(signedIn);
  location.assign(then);
}

who.onchange = () => be(who.value);
// In another tab somebody else has signed in.
addEventListener("storage", async ({ key }) => {
  if (key !== signedIn) return;
  await window.Parley.shutdown?.();
  location.reload();
});

/** An element with what is in it; attributes that are null or false are left out. */
function h(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made[key] = value;
    else if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null));

  return made;
}

const named = (title, ...children) => ({ title, children });
const sentence = (word) => word.charAt(0).toUpperCase() + word.slice(1);
const dayOf = (time) => new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

function price({ minor, currency }) {
  const format = new Intl.NumberFormat("en-GB", { style: "currency", currency });

  return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
}

// By the shop's own ids of its offers, or of the business.
const drawn = {
  ...{ "oak-side-table": "side", "oak-dining-table": "table", "ash-bookshelf": "shelf", "walnut-desk": "desk" },
  ...{ stool: "stool", "linen-sofa": "sofa", teapot: "teapot", "bowl-set": "bowl", "espresso-cups": "cup" },
  ...{ "vase-tall": "vase", "matcha-bowl": "bowl", gull: "coffee", "paper-anchor": "book", "laptop-14": "laptop" },
  ...{ "phone-a": "phone", headphones: "headphones", juniper: "flower", "dried-wreath": "wreath" },
  ...{ "zine-print": "book", "letterpress-cards": "card", needle: "scissors", "linen-shirt": "shirt" },
  ...{ oakworks: "board", "clean-co": "spray", spoke: "bicycle", "wheel-truing": "wheel", lingua: "speech" },
};

function picture(offer) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS(svg.namespaceURI, "use");
  svg.setAttribute("viewBox", "0 0 64 48");
  use.setAttribute(
    "href",
    `/shop/pictures.svg#${drawn[offer?.externalId] ?? drawn[offer?.business.externalId] ?? "boat"}`,
  );
  svg.append(use);

  return h(
    "span",
    { class: "picture", "aria-hidden": "true", "data-business": offer?.business.externalId ?? null },
    svg,
  );
}

const pathOf = ({ kind, externalId }) => `/shop/${kind}/${externalId}`;

function home({ offers }) {
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

function offerPage(offer) {
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

const facts = (pairs) =>
  h(
    "dl",
    { class: "facts" },
    ...pairs.map(([name, value]) => h("div", {}, h("dt", {}, sentence(name)), h("dd", {}, value))),
  );

/** Shows the button to whoever may write, and tells everybody else why there is none. */
async function mayContact({ offer, contact, told, buy }) {
  const { kind, externalId, business } = offer;
  try {
    const door = await askAsCustomer(`contact/${kind}/${encodeURIComponent(externalId)}?shopId=${shop}`);
    const mayWrite = !door.refusal || door.takesInquiries;
    contact.hidden = !mayWrite;
    told.textContent = mayWrite ? "" : (refusals[door.refusal] ?? refusals.closed)(business.name);
    buy.onclick = () => (customer ? place(door.topic.id, buy, told) : location.assign("/shop/account"));
  } catch {
    told.textContent = "This cannot be asked about at the moment.";
  }
}

const refusals = {
  purchase_required: (name) =>
    `${name} answers customers who have ordered from them. After your first order you can write to them here.`,
  sign_in_required: (name) => `Sign in to write to ${name}.`,
  email_proof_required: (name) => `${name} answers customers with a confirmed email address.`,
  blocked: (name) => `${name} takes no messages from you about this.`,
  closed: (name) => `${name} takes no messages about this.`,
};

// Where there is no TLS, browsers have no randomUUID.
const randomDigit = (digit) =>
  (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16);
const clientId = "10000000-1000-4000-8000-100000000000".replace(/[018]/g, randomDigit);

/** Buys one; trying again is the same order. */
async function place(listingId, button, told) {
  button.disabled = true;
  try {
    const { number } = await askAsCustomer("demo/orders", { method: "POST", body: { listingId, clientId } });
    location.assign(`/shop/orders/${number}`);
  } catch {
    button.disabled = false;
    told.textContent = "The order could not be placed. Try again.";
  }
}

const toAccount = () =>
  named("My orders", h("h1", {}, "My orders"), h("p", {}, "Sign in to see what you have ordered."), signInLink());
const signInLink = () => h("p", {}, h("a", { class: "button", href: "/shop/account" }, "Sign in"));

async function orders({ offers }) {
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

const statusOf = ({ status, statusLabel }) =>
  h("span", { class: "badge", "data-status": status }, statusLabel ?? sentence(status));
const offerOf = ({ title }, offers) => offers.find((offer) => offer.title === title);

async function orderPage(number, { offers }) {
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

/** Where visitors sign in: without a password, for all of them are made up. */
const account = ({ customers }) =>
  named(
    "Sign in",
    h("h1", {}, "Who are you today?"),
    h("p", {}, "The customers of this shop are made up. Be one of them."),
    h(
      "ul",
      { class: "people" },
      ...customers.map(({ name, email, about }) =>
        h(
          "li",
          {},
          h(
            "button",
            {
              type: "button",
              "aria-current": email === customer ? "true" : null,
              onclick: () => be(email, "/shop/orders"),
            },
            h("strong", {}, name),
            h("span", { class: "quiet" }, about),
          ),
        ),
      ),
    ),
  );

const nothing = () =>
  named(
    "Not found",
    h("h1", {}, "There is nothing here"),
    h("p", {}, h("a", { class: "button", href: "/shop" }, "All offers")),
  );

function pageOf([what, id], catalogue) {
  if (what === undefined) return home(catalogue);
  if (what === "account") return account(catalogue);
  if (what === "orders") return id === undefined ? orders(catalogue) : orderPage(id, catalogue);
  const offer = catalogue.offers.find(({ kind, externalId }) => kind === what && externalId === id);

  return offer ? offerPage(offer) : nothing();
}

async function show() {
  const [, , ...path] = location.pathname.replace(/\/$/, "").split("/").map(decodeURIComponent);
  const catalogue = await ask("demo/shop");
  who.append(...catalogue.customers.map(({ name, email }) => h("option", { value: email }, name)));
  who.value = customer ?? "";
  for (const link of document.querySelectorAll(".nav a"))
    if (link.pathname === location.pathname) link.setAttribute("aria-current", "page");

  return pageOf(path, catalogue);
}

const failed = () =>
  named(
    null,
    h("h1", {}, "This page could not be loaded"),
    h("p", {}, h("a", { class: "button", href: location.href }, "Try again")),
  );

const { title, children } = await show().catch((problem) => (problem.status === 404 ? nothing() : failed()));
document.title = title ? `${title} · Harbour Market` : "Harbour Market";
main.replaceChildren(...children);
main.removeAttribute("aria-busy");
