import type { Audience, ConversationView, Head, Party } from "../api/types";
import { words } from "../words";

/** One string for one audience, so that it can be a key. */
export const audienceKey = (audience: Audience) =>
  `${audience.kind}:${audience.businessId ?? ""}:${audience.personId ?? ""}`;

export const sameAudience = (a: Audience, b: Audience) => audienceKey(a) === audienceKey(b);

/** Anything but everyone is an internal note. */
export const isNote = (audience: Audience) => audience.kind !== "everyone";

export const headOf = (heads: readonly Head[], audience: Audience) =>
  heads.find((head) => sameAudience(head.audience, audience))?.seq ?? 0;

/** Who reads a note, in words for who looks at it: mine and the marketplace's, or for an admin those of others. */
export function noteReaders(audience: Audience, { mine, parties }: ConversationView): string {
  if (audience.kind === "platform") return words.thread.notePlatform;
  if (mine.role === "platform") {
    const name = ownerOf(audience, parties);

    return audience.kind === "team" ? words.thread.noteTeamOf(name) : words.thread.notePlatformAnd(name);
  }
  if (audience.kind === "team") return words.thread.noteOnly;

  return mine.businessId ? words.thread.notePlatformWithTeam : words.thread.notePlatformWith;
}

/** The name of whose team it is, or of whom the marketplace speaks with. */
export function ownerOf(audience: Audience, parties: readonly Party[]): string {
  const owner = parties.find((party) =>
    audience.businessId ? party.businessId === audience.businessId : party.personId === audience.personId,
  );

  return owner?.name ?? "";
}

/** To whom a note of mine may go, the usual one first; to the marketplace only where it takes part, for else nobody would read it. */
export function notesOf({ mine, parties }: ConversationView): Audience[] {
  const isHeard = parties.some((party) => party.role === "platform");

  return mine.audiences.filter((audience) => isNote(audience) && (audience.kind !== "platformWith" || isHeard));
}
