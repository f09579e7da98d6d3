import { Link } from "react-router";
import type { AuditEntry } from "../api/types";
import { words } from "../words";
import { actorWords, remarkOf } from "./audit";
import { conversationPath } from "./filter";
import { adminWords } from "./words";

// Parts of an entry that a row and a card show alike.

export function Actor({ entry }: { entry: AuditEntry }) {
  const { name, role } = actorWords(entry);

  return (
    <span className="audit__who">
      <bdi>{name}</bdi>
      {role && <span className="audit__role">{role}</span>}
    </span>
  );
}

export function Remark({ entry }: { entry: AuditEntry }) {
  const remark = remarkOf(entry);

  return remark === null ? null : (
    <span className="audit__remark" dir="auto">
      {remark}
    </span>
  );
}

/** The conversation that it was done in, with what that is about. */
export function Where({ entry: { conversationId, topic } }: { entry: AuditEntry }) {
  if (!conversationId) return null;

  return (
    <Link
      className="audit__link"
      to={conversationPath(conversationId, topic?.id)}
      aria-label={`${adminWords.toConversation}: ${topic ? words.topic[topic.kind] : adminWords.conversation}`}
    >
      {topic ? words.topic[topic.kind] : adminWords.conversation}
    </Link>
  );
}
