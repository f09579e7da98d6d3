import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { ConversationView } from "../api/types";
import { Thumb } from "../design/Avatar";
import { StatusChip } from "../design/Chip";
import { words } from "../words";
import { counterpartOf, sellerOf, topicLine } from "./counterpart";
import { Presence } from "./Presence";
import "./head.css";

interface ConversationHeadProps {
  conversation: ConversationView;
  backTo: string;
  standing?: ReactNode;
  children?: ReactNode;
}

/** With whom and about what: the same place for every kind of topic. */
export function ConversationHead({ conversation, backTo, standing, children }: ConversationHeadProps) {
  const { topic, subject, status, mine, orders } = conversation;
  const other = counterpartOf(conversation);

  return (
    <header className="head">
      <Link className="icon-button head__back" to={backTo} aria-label={words.thread.toList}>
        <ArrowLeft size={20} aria-hidden="true" />
      </Link>
      <Thumb topic={topic} />
      <div className="head__text">
        <div className="head__top">
          <h1 className="head__name clip" dir="auto">
            {other?.name ?? subject}
          </h1>
          {standing}
          {topic.status && <StatusChip status={topic.status} label={topic.statusLabel} />}
          {status !== "open" && <span className="chip chip--neutral">{words.status[status]}</span>}
        </div>
        <p className="head__facts clip figures">
          <Presence party={other} />
          {mine.role === "platform" && <bdi>{sellerOf(conversation)?.name}</bdi>}
          <bdi>{topicLine(topic, subject)}</bdi>
          {mine.role === "customer" &&
            orders?.map(({ id, number }) => (
              <Link key={id} className="head__link" to={`/orders/${id}`}>
                {words.orders.became(number)}
              </Link>
            ))}
        </p>
      </div>
      {children && <div className="head__actions">{children}</div>}
    </header>
  );
}
