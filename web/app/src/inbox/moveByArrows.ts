import type { KeyboardEvent } from "react";

/** Arrows go from line to line, Home and End to the first and last. */
export function moveByArrows(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>(".line__link")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = event.key === "Home" ? 0 : event.key === "End" ? links.length - 1 : step && at !== -1 ? at + step : -1;
  if (next < 0 || next >= links.length) return;
  event.preventDefault();
  links[next]?.focus();
}
