import { defineContact } from "./contact";
import { defineLauncher } from "./launcher";
import { Widget } from "./widget";

type Call = [verb: string, ...given: unknown[]];

const verbs = ["identify", "open", "close", "shutdown", "on"] as const;

/** Makes `window.Parley` what it says, and does what was asked of it before. */
function begin(script: HTMLScriptElement): void {
  const { shop, signIn, countViews } = script.dataset;
  const page = window as { Parley?: Call[] | object };
  // A page may hold the tag twice.
  if (shop === undefined || customElements.get("parley-contact")) return;

  const origin = new URL(script.src).origin;
  const widget = new Widget({ origin, shop, signIn: signIn ?? null, countsViews: countViews !== undefined });
  const early = Array.isArray(page.Parley) ? (page.Parley as Call[]) : [];
  const push = (...calls: Call[]) => {
    for (const [verb, ...given] of calls)
      if (verbs.includes(verb as never))
        (widget[verb as (typeof verbs)[number]] as (...all: unknown[]) => void)(...given);
  };
  page.Parley = {
    ...Object.fromEntries(verbs.map((verb) => [verb, (...given: unknown[]) => push([verb, ...given])])),
    push,
    shutdown: () => widget.shutdown(),
    ready: Promise.resolve(),
  };
  defineContact(widget);
  defineLauncher(widget);
  push(...early);
}

if (document.currentScript instanceof HTMLScriptElement) begin(document.currentScript);
