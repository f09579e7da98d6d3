import { contextOf } from "./messages";
import { base, bubble, element, icon, shadowOf, sheetOf } from "./shadow";
import type { Widget } from "./widget";
import { language, words } from "./words";

const css = sheetOf(`
:host { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 8px; }
button, a { display: inline-flex; align-items: center; gap: 8px; box-sizing: border-box; min-height: 44px; padding: 0 16px;
  border: 1px solid var(--accent); border-radius: 6px; font-weight: 500; line-height: 1.25; text-decoration: none; }
button { background: var(--accent); color: var(--on-accent); }
a, :host([variant="outline"]) button { background: none; color: var(--accent); }
button:hover, a:hover { filter: brightness(0.94); }
`);

/**
 * `<parley-contact context="listing:l-88">`: a button that opens a conversation about what the page shows. `business` names one
 * of several, `name` stands on the button, `phone` and `email` are offered beside it; what stands in the element replaces the
 * words of the button.
 */
export function defineContact(widget: Widget): void {
  customElements.define(
    "parley-contact",
    class extends HTMLElement {
      connectedCallback() {
        if (this.shadowRoot === null) this.#build();
        widget.shows(this.#context());
      }

      #build() {
        const label = element("slot", {}, words.contact(this.#context()?.topic, this.getAttribute("name")));
        const text = element("span", {}, label);
        if (this.childNodes.length === 0) text.lang = language;
        const button = element(
          "button",
          { type: "button", part: "button", "aria-haspopup": "dialog" },
          icon(bubble),
          text,
        );
        button.onclick = () => widget.open(this.#context(), button);
        widget.expects(button);
        shadowOf(this, [base, css], button, ...this.#otherWays());
      }

      #context = () => contextOf(this.getAttribute("context"), this.getAttribute("business"));

      *#otherWays() {
        const phone = this.getAttribute("phone")?.replace(/[^+\d]/g, "");
        const email = this.getAttribute("email");
        const way = (href: string, part: "call" | "email") =>
          element("a", { href, part, lang: language, title: words[`${part}Tip`] }, words[part]);
        if (phone) yield way(`tel:${phone}`, "call");
        if (email) yield way(`mailto:${encodeURI(email)}`, "email");
      }
    },
  );
}
