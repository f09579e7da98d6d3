import { Thumb } from "../design/Avatar";
import { useMoneyWords } from "../design/useMoneyWords";
import { words } from "../words";
import type { Choice } from "./choices";
import "./contact.css";

/** What is written about and to whom, in two lines. */
export function ChoiceText({ choice: { topic, title, business } }: { choice: Choice }) {
  const price = useMoneyWords(topic.price);
  const facts = [
    topic.kind === "general" ? null : business.name,
    price,
    topic.status && (topic.statusLabel || words.orderStatus[topic.status] || topic.status),
  ].filter(Boolean);

  return (
    <>
      <Thumb topic={topic} />
      <span className="choice__text">
        <span className="choice__title clip" dir="auto">
          {topic.kind === "order" && topic.externalId ? `${words.orderNumber(topic.externalId)} · ${title}` : title}
        </span>
        {facts.length > 0 && <span className="choice__facts clip">{facts.join(" · ")}</span>}
      </span>
    </>
  );
}
