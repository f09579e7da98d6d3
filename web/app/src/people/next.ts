import { useSearchParams } from "react-router";
import { withNext } from "../app/withNext";

const name = "parley-next";

/** As long as a link in a mail works. */
const LASTS_MS = 24 * 60 * 60_000;

/** Where somebody goes once he is signed in, as the page's address says; and that address of another page on the way. */
export function useNext(): { next: string; withNext: (page: string) => string } {
  const [search] = useSearchParams();
  const next = ownPath(search.get("next"));

  return { next, withNext: (page) => withNext(page, next) };
}

/** The way leads over a mail now, and its link opens in another tab. */
export function keepNext(next: string): void {
  try {
    localStorage.setItem(name, JSON.stringify({ next, until: Date.now() + LASTS_MS }));
  } catch {
    // Without storage the link leads to the messages.
  }
}

export function takeNext(): string {
  try {
    const { next, until } = JSON.parse(localStorage.getItem(name) ?? "{}");
    localStorage.removeItem(name);

    return until > Date.now() ? ownPath(next) : "/";
  } catch {
    return "/";
  }
}

/** Calls when another tab has taken it. */
export function onNextTaken(call: () => void): () => void {
  const hear = (change: StorageEvent) => {
    if (change.key === name && change.newValue === null) call();
  };
  window.addEventListener("storage", hear);

  return () => window.removeEventListener("storage", hear);
}

/** Only a path of ours: another address in a link must not lead anybody away after sign-in. */
export function ownPath(next: unknown): string {
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? next : "/";
}
