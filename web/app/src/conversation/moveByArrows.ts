import type { KeyboardEvent } from "react";

/** Arrows go from message to message. */
export function moveByArrows(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-key]")];
  const at = items.indexOf(document.activeElement as HTMLElement);
  if (step === undefined || (at === -1 && document.activeElement !== event.currentTarget)) return;
  const next = at === -1 ? items.at(-1) : items[at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}
