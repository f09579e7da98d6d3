import type { Audience, ConversationView, Head } from "../api/types";
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
    const whose = parties.find((party) =>
      audience.businessId ? party.businessId === audience.businessId : party.personId === audience.personId,
    );
    const name = whose?.name ?? "";

    return audience.kind === "team" ? words.thread.noteTeamOf(name) : words.thread.notePlatformAnd(name);
  }

  return audience.kind === "platformWith" ? words.thread.notePlatformWith : words.thread.noteOnly;
}
