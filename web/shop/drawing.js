// What several pages show.

/** An element with what is in it; attributes that are null or false are left out. */
export function h(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made[key] = value;
    else if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null));

  return made;
}

export const named = (title, ...children) => ({ title, children });
export const sentence = (word) => word.charAt(0).toUpperCase() + word.slice(1);
export const dayOf = (time) =>
  new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

export function price({ minor, currency }) {
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

export function picture(offer) {
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

export const pathOf = ({ kind, externalId }) => `/shop/${kind}/${externalId}`;

export const facts = (pairs) =>
  h(
    "dl",
    { class: "facts" },
    ...pairs.map(([name, value]) => h("div", {}, h("dt", {}, sentence(name)), h("dd", {}, value))),
  );

export const statusOf = ({ status, statusLabel }) =>
  h("span", { class: "badge", "data-status": status }, statusLabel ?? sentence(status));
export const offerOf = ({ title }, offers) => offers.find((offer) => offer.title === title);
