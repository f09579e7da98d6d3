import {
  CircleCheck,
  CircleX,
  Info,
  Lock,
  Package,
  PackageCheck,
  Phone,
  RotateCcw,
  Truck,
  UserMinus,
  UserPlus,
} from "lucide-react";
import { clockTime, exactTime } from "../design/times";
import { eventWords } from "../words";
import type { Entry } from "./entries";
import { factsOf } from "./records";

/** Something that happened: the same card in every layout. */
export function Record({ entry }: { entry: Entry }) {
  const code = entry.system?.code ?? "";
  const Icon = iconOf(code);

  return (
    <article className="record" data-key={entry.key} data-id={entry.id ?? undefined} tabIndex={-1}>
      <span className="record__disc" aria-hidden="true">
        <Icon size={16} strokeWidth={1.75} />
      </span>
      <p className="record__text">
        <strong>{eventWords(code)}</strong>
        {factsOf(entry.system).map(({ text, href }) => (
          <span key={text} className="record__fact">
            {href ? (
              <a className="speech__link" href={href} target="_blank" rel="noopener noreferrer nofollow">
                {text}
              </a>
            ) : (
              <bdi>{text}</bdi>
            )}
          </span>
        ))}
      </p>
      <time className="record__time" dateTime={entry.at} title={exactTime(entry.at)}>
        {clockTime(entry.at)}
      </time>
    </article>
  );
}

function iconOf(code: string) {
  if (code.startsWith("call.")) return Phone;
  if (code === "party.left") return UserMinus;
  if (code.startsWith("party.")) return UserPlus;
  if (code === "order.shipped" || code === "order.tracking") return Truck;
  if (code === "order.delivered" || code === "order.completed") return PackageCheck;
  if (code === "order.cancelled") return CircleX;
  if (code === "order.refunded" || code === "conversation.reopened") return RotateCcw;
  if (code === "conversation.resolved") return CircleCheck;
  if (code === "conversation.closed") return Lock;

  return code.startsWith("order.") ? Package : Info;
}
