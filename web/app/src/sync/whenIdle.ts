/** At most this much later, however busy the page is. */
const LATEST_MS = 2000;

/** Does it once the page has shown what it was asked for: what a reader does not wait for must not keep him waiting. */
export function whenIdle(act: () => void): void {
  // Safari has no such thing; there a moment must do.
  if ("requestIdleCallback" in window) window.requestIdleCallback(act, { timeout: LATEST_MS });
  else setTimeout(act, LATEST_MS / 10);
}
