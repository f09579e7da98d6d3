import { Fragment } from "react";
import type { ConversationView } from "../api/types";
import { dayName } from "../design/times";
import { words } from "../words";
import type { Day } from "./entries";
import { Record } from "./Record";
import { Speech } from "./Speech";

interface DaySectionProps {
  day: Day;
  now: Date;
  conversation: ConversationView;
  /** Of its heading: a day stands below whatever the page is divided by. */
  level?: 2 | 3;
}

/** What was said and what happened on one day. */
export function DaySection({ day, now, conversation, level = 2 }: DaySectionProps) {
  const name = dayName(day.at, now);
  const Name = `h${level}` as const;

  return (
    <section className="day" aria-label={name}>
      <Name className="day__name">
        <span className="day__chip">{name}</span>
      </Name>
      {day.entries.map((entry) => (
        <Fragment key={entry.key}>
          {entry.isFirstUnread && (
            <div className="new-line" data-new>
              <span>{words.thread.new}</span>
            </div>
          )}
          {entry.isRecord ? <Record entry={entry} /> : <Speech entry={entry} conversation={conversation} />}
        </Fragment>
      ))}
    </section>
  );
}
