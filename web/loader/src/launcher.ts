import { base, bubble, element, icon, shadowOf, sheetOf } from "./shadow";
import type { Widget } from "./widget";
import { language, words } from "./words";

const css = sheetOf(`
:host { position: fixed; inset-block-end: 20px; inset-inline-end: 20px; z-index: 2147483000; }
button { display: grid; place-items: center; width: 56px; height: 56px; padding: 0; border: 0; border-radius: 50%;
  background: var(--accent); color: var(--on-accent); box-shadow: 0 2px 12px rgb(15 23 42 / 30%); }
span { position: absolute; inset-block-start: -4px; inset-inline-end: -4px; min-width: 20px; box-sizing: border-box;
  padding: 0 5px; border: 2px solid #fff; border-radius: 12px; background: #b42318; color: #fff;
  font-size: 12px; line-height: 18px; text-align: center; }
span:empty { display: none; }
`);

/** `<parley-launcher>`: a button in the corner of the page that opens one's messages, with the number of unread ones. */
export function defineLauncher(widget: Widget): void {
  customElements.define(
    "parley-launcher",
    class extends HTMLElement {
      connectedCallback() {
        if (this.shadowRoot !== null) return;
        const badge = element("span", { "aria-hidden": "true" });
        const button = element("button", { type: "button", part: "button", "aria-haspopup": "dialog", lang: language });
        button.append(icon(bubble), badge);
        button.onclick = () => widget.toggle(button);
        const show = (count: number) => {
          badge.textContent = count === 0 ? "" : `${Math.min(count, 99)}`;
          button.setAttribute("aria-label", [words.launcher, ...(count ? [words.unread(count)] : [])].join(", "));
        };
        show(0);
        widget.on("unread", show);
        widget.expects(button);
        shadowOf(this, [base, css], button);
      }
    },
  );
}
