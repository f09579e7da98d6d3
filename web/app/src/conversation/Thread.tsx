import { ArrowDown } from "lucide-react";
import { useMemo, useState } from "react";
import type { ConversationView } from "../api/types";
import { useSession, useWatched } from "../app/SessionProvider";
import type { Layout } from "../app/settings";
import { useNow } from "../app/useNow";
import { words } from "../words";
import { Announcer } from "./Announcer";
import { counterpartOf, mySender } from "./counterpart";
import { DaySection } from "./DaySection";
import { daysOf, type Entry } from "./entries";
import { moveByArrows } from "./moveByArrows";
import { earlier, fromUnread, later, shownOf } from "./shown";
import { TypingLine } from "./TypingLine";
import type { Timeline } from "./timeline";
import { firstUnread } from "./unread";
import { useScroll } from "./useScroll";
import { useSeen } from "./useSeen";
import "./thread.css";

interface ThreadProps {
  conversation: ConversationView;
  timeline: Timeline;
  layout: Layout;
  older: { load: () => Promise<void>; state: "idle" | "loading" | "failed"; hasOlder: boolean };
}

/** What was said and what happened, by days. */
export function Thread({ conversation, timeline, layout, older }: ThreadProps) {
  const { me, outbox } = useSession();
  const now = useNow();
  const [unreadId] = useState(() => firstUnread(timeline.messages, conversation, me.id));
  const items = useWatched(outbox.items);
  const days = useMemo(() => {
    const waiting = items.filter((item) => item.conversationId === conversation.id);

    return daysOf(timeline.messages, waiting, { personId: me.id, sender: mySender(conversation, me) }, unreadId);
  }, [timeline, items, conversation, me, unreadId]);
  const entries = useMemo(() => days.flatMap((day) => day.entries), [days]);
  const own = entries.findLast((entry) => entry.waiting !== null);
  const [from, setFrom] = useState(() => fromUnread(entries));
  const shown = useMemo(() => shownOf(days, entries, from), [days, entries, from]);
  const { scroller, atEnd, toEnd, onScroll } = useScroll({
    content: shown,
    ownNewest: own?.key ?? null,
    hasLater: shown.hasLater,
    onNearStart: () => (shown.hasEarlier ? setFrom(earlier(entries, from)) : void older.load()),
    onNearEnd: () => setFrom(later(entries, from)),
    onToEnd: () => setFrom(null),
  });
  const below = useArrivedBelow(entries, atEnd);
  useSeen(scroller, conversation, timeline.messages);

  return (
    <div className="thread" data-layout={layout}>
      <div
        className="thread__scroll"
        ref={scroller}
        onScroll={onScroll}
        onKeyDown={moveByArrows}
        role="log"
        aria-live="off"
        aria-label={words.thread.label(counterpartOf(conversation)?.name ?? conversation.subject)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        <div className="thread__content">
          <Start older={{ ...older, hasOlder: older.hasOlder || shown.hasEarlier }} isEmpty={entries.length === 0} />
          {shown.days.map((day) => (
            <DaySection key={day.date} day={day} now={now} conversation={conversation} />
          ))}
          <TypingLine conversationId={conversation.id} />
        </div>
      </div>
      {!atEnd && (
        <button
          type="button"
          className="thread__pill"
          aria-label={below > 0 ? words.thread.newBelowLabel(below) : words.thread.toLatest}
          onClick={toEnd}
        >
          {below > 0 && words.thread.newBelow(below)}
          <ArrowDown size={16} aria-hidden="true" />
        </button>
      )}
      <Announcer entries={entries} />
    </div>
  );
}

function Start({ older, isEmpty }: { older: ThreadProps["older"]; isEmpty: boolean }) {
  if (older.state === "failed")
    return (
      <p className="thread__start" role="alert">
        {words.thread.olderFailed}
        <button type="button" className="speech__link" onClick={() => void older.load()}>
          {words.retry}
        </button>
      </p>
    );

  return (
    <p className="thread__start">
      {older.hasOlder ? words.thread.loadingOlder : isEmpty ? words.thread.sayHello : words.thread.start}
    </p>
  );
}

/** How many messages of others came while I was reading further up. */
function useArrivedBelow(entries: readonly Entry[], atEnd: boolean): number {
  const last = entries.at(-1)?.key ?? "";
  const [seenKey, setSeenKey] = useState(last);
  if (atEnd && seenKey !== last) setSeenKey(last);
  if (atEnd) return 0;
  const index = entries.findIndex((entry) => entry.key === seenKey);

  return entries.slice(index + 1).filter((entry) => !entry.isMine && !entry.isRecord).length;
}
