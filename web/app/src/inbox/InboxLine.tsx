import { Archive, ArchiveRestore, BellOff, Ellipsis, MailOpen, MailQuestionMark } from "lucide-react";
import { memo } from "react";
import { Link } from "react-router";
import type { InboxRow } from "../api/types";
import { Thumb } from "../design/Avatar";
import { StatusChip } from "../design/Chip";
import { Menu } from "../design/Menu";
import { exactTime, listTime } from "../design/times";
import { words } from "../words";
import { isUnread } from "./filter";
import { LastChannel } from "./LastChannel";
import { Preview } from "./Preview";
import { useRowActions } from "./useRowActions";

interface InboxLineProps {
  row: InboxRow;
  now: Date;
  isSelected: boolean;
  to: string;
}

export const InboxLine = memo(function InboxLine({ row, now, isSelected, to }: InboxLineProps) {
  const unread = isUnread(row);

  return (
    <li className="line" data-selected={isSelected || undefined} data-unread={unread || undefined}>
      <Link className="line__link" to={to} aria-current={isSelected ? "page" : undefined}>
        <Thumb topic={row.topic} />
        <span className="line__text">
          <span className="line__top">
            <span className="line__name clip" dir="auto">
              {row.with.name}
            </span>
            {row.muted && <BellOff className="line__muted" size={14} aria-label={words.list.muted} />}
            {row.last && (
              <time className="line__time" dateTime={row.last.at} title={exactTime(row.last.at)}>
                {listTime(row.last.at, now)}
              </time>
            )}
          </span>
          <span className="line__middle">
            <Preview row={row} />
            {unread && (
              <span className="line__dot">
                <span className="unseen">{words.list.unread}</span>
              </span>
            )}
          </span>
          <About row={row} />
        </span>
      </Link>
      <LineMenu row={row} />
    </li>
  );
});

/** The order, listing or service that it is about. */
function About({ row }: { row: InboxRow }) {
  const { topic, subject, status } = row;
  const number = topic.kind === "order" ? topic.externalId : null;

  return (
    <span className="line__about">
      {topic.kind === "order" && topic.status ? (
        <StatusChip status={topic.status} label={topic.statusLabel} />
      ) : (
        <span className="chip chip--neutral">{words.topic[topic.kind]}</span>
      )}
      <span className="clip figures" dir="auto">
        {number ? `#${number}` : (topic.title ?? subject)}
      </span>
      {status !== "open" && <span className="line__status">{words.status[status]}</span>}
      <LastChannel row={row} />
    </span>
  );
}

function LineMenu({ row }: { row: InboxRow }) {
  const actions = useRowActions();
  const unread = isUnread(row);

  return (
    <Menu
      label={words.list.rowMenu(row.with.name)}
      className="icon-button line__menu"
      items={[
        {
          key: "unread",
          label: unread ? words.list.markRead : words.list.markUnread,
          icon: unread ? <MailOpen size={16} aria-hidden="true" /> : <MailQuestionMark size={16} aria-hidden="true" />,
          onSelect: () => (unread ? actions.markRead(row) : actions.markUnread(row)),
        },
        {
          key: "mute",
          label: row.muted ? words.list.unmute : words.list.mute,
          icon: <BellOff size={16} aria-hidden="true" />,
          onSelect: () => actions.mute(row, !row.muted),
        },
        {
          key: "archive",
          label: row.archived ? words.list.unarchive : words.list.archive,
          icon: row.archived ? (
            <ArchiveRestore size={16} aria-hidden="true" />
          ) : (
            <Archive size={16} aria-hidden="true" />
          ),
          onSelect: () => actions.archive(row, !row.archived),
        },
      ]}
    >
      <Ellipsis size={18} aria-hidden="true" />
    </Menu>
  );
}
