import type { components } from "../api/schema";
import type { Choice } from "../contact/choices";

/** An offer as the form for the first message takes it. */
export function choiceOf({ topic, business }: components["schemas"]["ContactDoorView"]): Choice {
  return {
    key: `${topic.kind}:${topic.id ?? business.id}`,
    topic,
    title: topic.title,
    business,
    start: { kind: topic.kind, ...(topic.id && { id: topic.id }) },
  };
}
