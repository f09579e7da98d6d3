import type { Audience, Head } from "../api/types";

/** One string for one audience, so that it can be a key. */
export const audienceKey = (audience: Audience) =>
  `${audience.kind}:${audience.businessId ?? ""}:${audience.personId ?? ""}`;

export const sameAudience = (a: Audience, b: Audience) => audienceKey(a) === audienceKey(b);

/** Anything but everyone is an internal note. */
export const isNote = (audience: Audience) => audience.kind !== "everyone";

export const headOf = (heads: readonly Head[], audience: Audience) =>
  heads.find((head) => sameAudience(head.audience, audience))?.seq ?? 0;
