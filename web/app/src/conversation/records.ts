import type { SystemEvent } from "../api/types";
import { words } from "../words";
import { safeHref } from "./safeText";

export interface RecordFacts {
  /** What stands behind the subject, such as the courier and number. */
  facts: string[];
  href: string | null;
}

const text = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** What a record tells besides its subject. Data that this version does not know is left out. */
export function factsOf(system: SystemEvent | null): RecordFacts {
  const data = asObject(system?.data) ?? {};
  const tracking = asObject(data.tracking);
  const facts = [
    text(data.name),
    text(data.statusLabel) || words.orderStatus[text(data.status)] || "",
    tracking ? [text(tracking.carrier), text(tracking.number)].filter(Boolean).join(" ") : text(data.tracking),
    text(data.reason),
  ].filter(Boolean);

  return { facts, href: safeHref(text(tracking?.url)) };
}

const asObject = (value: unknown) =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
