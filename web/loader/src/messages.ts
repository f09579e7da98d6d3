// What the shop's page and the frame say to each other. Both sides name the other's origin, and hear nobody else's.

export type TopicKind = "order" | "listing" | "service" | "general";

/** What a page is about, in the shop's own names. */
export interface Context {
  topic: TopicKind;
  externalId?: string;
  business?: string;
}

/** A context that was asked for, and whether the page has told of its view already. */
export interface Asked {
  context: Context | null;
  isCounted: boolean;
  /** Where the page's visitors sign in, as it was when it asked. */
  signIn: string | null;
}

export type ToFrame =
  | ({ parley: "start"; token: string | null; guest: string | null } & Asked)
  | ({ parley: "open" } & Asked)
  | { parley: "identify"; token: string | null }
  | { parley: "shutdown" };

export type FromFrame =
  /** It listens. */
  | { parley: "ready" }
  /** Its session is over, or was never one. */
  | { parley: "ask" }
  /** What lets a visitor in again whom the shop has not named; null when it no longer does. */
  | { parley: "guest"; key: string | null }
  | { parley: "unread"; count: number }
  | { parley: "close" }
  /** Nothing of anybody is left in it. */
  | { parley: "gone" };

const kinds: readonly string[] = ["order", "listing", "service", "general"];

/** Reads `listing:l-88`, or `general`; null for anything else. */
export function contextOf(text: string | null, business: string | null): Context | null {
  const [, topic = "", externalId = ""] = /^([a-z]+)(?::(.+))?$/.exec(text?.trim() ?? "") ?? [];
  if (!kinds.includes(topic) || (topic === "general") !== (externalId === "")) return null;

  return { topic: topic as TopicKind, ...(externalId && { externalId }), ...(business && { business }) };
}
