import { CircleCheck, Hourglass } from "lucide-react";
import type { components } from "../api/schema";
import { useNow } from "../app/useNow";
import { ago } from "../design/times";
import { adminWords } from "./words";

export type AllowedOrigin = components["schemas"]["WidgetOriginView"];

/** Whether the widget is where it should be: the newest of its sites' sightings. */
export function WidgetSeen({ origins }: { origins: readonly AllowedOrigin[] }) {
  const now = useNow();
  const [last] = origins.filter((one) => one.seenAt).sort((a, b) => (b.seenAt ?? "").localeCompare(a.seenAt ?? ""));
  const Icon = last ? CircleCheck : Hourglass;

  return (
    <p className="setup__seen" role="status" data-seen={last ? true : undefined}>
      <Icon size={18} aria-hidden="true" />
      {last?.seenAt ? adminWords.seenOn(hostOf(last.origin), ago(last.seenAt, now)) : adminWords.notSeen}
    </p>
  );
}

export const hostOf = (origin: string) => origin.replace(/^https:\/\//, "");
