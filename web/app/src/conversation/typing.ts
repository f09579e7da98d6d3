import type { Audience } from "../api/types";

export interface Typist {
  personId: string;
  name: string;
  audience: Audience;
  /** In milliseconds of Date.now(). */
  until: number;
}

export type Typists = ReadonlyMap<string, readonly Typist[]>;

/** Somebody typing says so every 3 s; silence for 6 s means that he stopped. */
export const TYPING_LASTS_MS = 6000;
export const TYPING_EVERY_MS = 3000;

export function startsTyping(all: Typists, conversationId: string, typist: Typist): Typists {
  const others = (all.get(conversationId) ?? []).filter((other) => other.personId !== typist.personId);

  return new Map(all).set(conversationId, [...others, typist]);
}

/** He spoke, or the time is over. */
export function stopsTyping(all: Typists, conversationId: string, stopped: (typist: Typist) => boolean): Typists {
  const before = all.get(conversationId);
  const left = before?.filter((typist) => !stopped(typist)) ?? [];
  if (before === undefined || left.length === before.length) return all;

  const next = new Map(all);
  if (left.length === 0) next.delete(conversationId);
  else next.set(conversationId, left);

  return next;
}
