import { Lock } from "lucide-react";
import { Link } from "react-router";
import type { SearchHit } from "../api/types";
import { isNote } from "../conversation/audience";
import { StatusChip } from "../design/Chip";
import { exactTime, secondTime } from "../design/times";
import { words } from "../words";
import { conversationPath } from "./filter";
import { adminWords } from "./words";

interface HitProps {
  hit: SearchHit;
  /** Narrows the search to the business; absent while it is. */
  onBusiness: ((businessId: string) => void) | undefined;
}

/** A message that was found: what of it matches, who said it, and in which conversation. */
export function Hit({ hit, onBusiness }: HitProps) {
  const { sender, business, sentAt, channel, audience } = hit;

  return (
    <li className="line hit">
      <Link className="line__link hit__link" to={conversationPath(hit.conversationId, hit.topic.id)}>
        <span className="hit__top">
          <span className="hit__sender clip" dir="auto">
            {sender.name}
          </span>
          <span className="chip chip--neutral">{words.role[sender.role]}</span>
          {isNote(audience) && (
            <span className="hit__note">
              <Lock size={12} aria-hidden="true" />
              {words.thread.noteLabel}
            </span>
          )}
          {channel !== "in_app" && <span className="hit__channel">{words.channel[channel]}</span>}
          <time className="line__time hit__time" dateTime={sentAt} title={exactTime(sentAt)}>
            {secondTime(sentAt)}
          </time>
        </span>
        <Snippet pieces={hit.snippet} />
        <About hit={hit} />
      </Link>
      {business && onBusiness && (
        <button type="button" className="hit__only" onClick={() => onBusiness(business.id)}>
          {adminWords.onlyBusiness(business.name)}
        </button>
      )}
    </li>
  );
}

function Snippet({ pieces }: { pieces: SearchHit["snippet"] }) {
  return (
    <span className="hit__text" dir="auto">
      {pieces.map(({ text, isMatch }, index) => (isMatch ? <mark key={index}>{text}</mark> : text))}
    </span>
  );
}

/** The conversation that it stands in. */
function About({ hit: { topic, status, customer, business } }: { hit: SearchHit }) {
  const number = topic.kind === "order" ? topic.externalId : null;

  return (
    <span className="hit__about figures">
      {topic.kind === "order" && topic.status ? (
        <StatusChip status={topic.status} label={topic.statusLabel} />
      ) : (
        <span className="chip chip--neutral">{words.topic[topic.kind]}</span>
      )}
      <bdi>{number ? `#${number}` : topic.title}</bdi>
      {[customer, business].map((party) => party && <bdi key={party.id}>{party.name}</bdi>)}
      {status !== "open" && <span>{words.status[status]}</span>}
    </span>
  );
}
