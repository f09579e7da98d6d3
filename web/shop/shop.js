// The pages of Harbour Market, the shop of the demo. They ask nothing of Parley that the pages of another site could not: the
// loader, and the public API under a token that the shop's own server signs.

import { ask, be, customer, who } from "./customer.js";
import { h, named } from "./drawing.js";
import { home, offerPage } from "./offers.js";
import { orderPage, orders } from "./orders.js";

const main = document.querySelector("main");

/** The page that a visitor comes from; only another one of this shop, whatever the address says. */
function next() {
  const given = new URLSearchParams(location.search).get("next") ?? "";
  const { origin, pathname, search, hash } = URL.canParse(given, location.origin)
    ? new URL(given, location.origin)
    : location;
  const isOurs = origin === location.origin && /^\/shop(?!\/account)(?![^/])/.test(pathname);

  return isOurs ? pathname + search + hash : "/shop/orders";
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
              onclick: () => be(email, next()),
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
