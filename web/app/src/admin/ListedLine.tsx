import { Eye } from "lucide-react";
import { memo } from "react";
import { Link } from "react-router";
import type { ListedConversation } from "../api/types";
import { Thumb } from "../design/Avatar";
import { StatusChip } from "../design/Chip";
import { exactTime, listTime } from "../design/times";
import { words } from "../words";
import { adminWords } from "./words";

interface ListedLineProps {
  listed: ListedConversation;
  now: Date;
  isSelected: boolean;
  to: string;
}

/** Who speaks with whom and about what, not a word of what was said. */
export const ListedLine = memo(function ListedLine({ listed, now, isSelected, to }: ListedLineProps) {
  const { topic, customer, business, status, createdAt } = listed;
  const number = topic.kind === "order" ? topic.externalId : null;

  return (
    <li className="line" data-selected={isSelected || undefined}>
      <Link className="line__link" to={to} aria-current={isSelected ? "page" : undefined}>
        <Thumb topic={topic} />
        <span className="line__text">
          <span className="line__top">
            <span className="line__name clip" dir="auto">
              {customer.name}
            </span>
            {listed.isOpen && <Eye className="line__muted" size={14} role="img" aria-label={adminWords.isOpen} />}
            <time className="line__time" dateTime={createdAt} title={exactTime(createdAt)}>
              {listTime(createdAt, now)}
            </time>
          </span>
          <span className="line__middle listed__middle">
            <span className="clip" dir="auto">
              {business.name}
            </span>
            <span className="listed__count figures">{adminWords.messages(listed.messages)}</span>
          </span>
          <span className="line__about listed__about">
            {topic.kind === "order" && topic.status ? (
              <StatusChip status={topic.status} label={topic.statusLabel} />
            ) : (
              <span className="chip chip--neutral">{words.topic[topic.kind]}</span>
            )}
            <span className="clip figures" dir="auto">
              {number ? `#${number}` : topic.title || listed.subject}
            </span>
            {status !== "open" && <span className="line__status">{words.status[status]}</span>}
          </span>
        </span>
      </Link>
    </li>
  );
});
