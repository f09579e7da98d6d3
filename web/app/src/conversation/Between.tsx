import { useQuery } from "@tanstack/react-query";
import { ArrowDown, ArrowLeft, MessagesSquare, RotateCw } from "lucide-react";
import { useMemo } from "react";
import { Link } from "react-router";
import { ProblemError } from "../api/problem";
import type { ConversationView } from "../api/types";
import { useSession } from "../app/SessionProvider";
import type { Layout } from "../app/settings";
import { useNow } from "../app/useNow";
import { Thumb } from "../design/Avatar";
import { Button } from "../design/Button";
import { StatusChip } from "../design/Chip";
import { Empty } from "../design/Empty";
import { ThreadSkeleton } from "../design/Skeleton";
import { keys } from "../sync/keys";
import { words } from "../words";
import { counterpartOf, mySender, topicLine } from "./counterpart";
import { DaySection } from "./DaySection";
import { daysOf } from "./entries";
import { moveByArrows } from "./moveByArrows";
import type { Stretch } from "./stretches";
import { type Sides, useBetween } from "./useBetween";
import { useScroll } from "./useScroll";
import "./head.css";
import "./thread.css";
import "./between.css";

interface BetweenProps extends Sides {
  layout: Layout;
  backTo: string;
  linkTo: (conversationId: string) => string;
}

/** All that two sides said to each other, whatever it was about, in one scroll; to read, and to find the way back to each. */
export default function Between({ layout, backTo, linkTo, ...sides }: BetweenProps) {
  const { list, stretches } = useBetween(sides);
  const name = useName(stretches.at(-1)?.conversationId);

  return (
    <>
      <header className="head">
        <Link className="icon-button head__back" to={backTo} aria-label={words.thread.toList}>
          <ArrowLeft size={20} aria-hidden="true" />
        </Link>
        <div className="head__text">
          <h1 className="head__name clip" dir="auto">
            {name === "" ? words.between.title : words.between.with(name)}
          </h1>
          <p className="head__facts clip">{words.between.text}</p>
        </div>
      </header>
      {stretches.length > 0 ? (
        <Scroll list={list} stretches={stretches} layout={layout} name={name} linkTo={linkTo} />
      ) : list.isPending ? (
        <div className="thread" aria-busy="true">
          <ThreadSkeleton />
        </div>
      ) : (
        <Nothing list={list} backTo={backTo} />
      )}
    </>
  );
}

/** Whom the newest conversation is with: like all of them. */
function useName(conversationId: string | undefined): string {
  const { data } = useStored(conversationId ?? "");

  return (data && counterpartOf(data)?.name) ?? "";
}

/** A conversation that has come with its messages. */
function useStored(conversationId: string) {
  const { api } = useSession();

  return useQuery<ConversationView>({
    queryKey: keys.conversation(conversationId),
    queryFn: () => api.conversation(conversationId),
    enabled: conversationId !== "",
  });
}

type List = ReturnType<typeof useBetween>["list"];

interface ScrollProps {
  list: List;
  stretches: readonly Stretch[];
  layout: Layout;
  name: string;
  linkTo: (conversationId: string) => string;
}

function Scroll({ list, stretches, layout, name, linkTo }: ScrollProps) {
  const { scroller, atEnd, toEnd, onScroll } = useScroll({
    content: stretches,
    ownNewest: null,
    hasLater: false,
    onNearStart: () => {
      if (list.hasNextPage && !list.isFetching && !list.isFetchNextPageError) void list.fetchNextPage();
    },
    onNearEnd: () => {},
    onToEnd: () => {},
  });

  return (
    <div className="thread" data-layout={layout}>
      <div
        className="thread__scroll"
        ref={scroller}
        onScroll={onScroll}
        onKeyDown={moveByArrows}
        role="log"
        aria-live="off"
        aria-label={words.between.with(name)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        <div className="thread__content">
          <Start list={list} />
          {stretches.map((stretch) => (
            <StretchSection key={stretch.key} stretch={stretch} to={linkTo(stretch.conversationId)} />
          ))}
        </div>
      </div>
      {!atEnd && (
        <button type="button" className="thread__pill" aria-label={words.thread.toLatest} onClick={toEnd}>
          <ArrowDown size={16} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

function Start({ list }: { list: List }) {
  if (list.isFetchNextPageError)
    return (
      <p className="thread__start" role="alert">
        {words.thread.olderFailed}
        <button type="button" className="speech__link" onClick={() => void list.fetchNextPage()}>
          {words.retry}
        </button>
      </p>
    );

  return <p className="thread__start">{list.hasNextPage ? words.thread.loadingOlder : words.between.start}</p>;
}

/** What was said about one thing, headed by it. */
function StretchSection({ stretch, to }: { stretch: Stretch; to: string }) {
  const { me } = useSession();
  const now = useNow();
  const { data: conversation } = useStored(stretch.conversationId);
  const days = useMemo(
    () =>
      conversation ? daysOf(stretch.messages, [], { personId: me.id, sender: mySender(conversation, me) }, null) : [],
    [stretch, conversation, me],
  );
  if (conversation === undefined) return null;
  const { topic, subject } = conversation;

  return (
    <section className="stretch" aria-label={topicLine(topic, subject)}>
      <h2 className="stretch__head">
        <Link className="stretch__link" to={to}>
          <Thumb topic={topic} size={32} />
          <span className="stretch__topic">
            <span className="stretch__title clip" dir="auto">
              {topic.title ?? subject}
            </span>
            <span className="stretch__line clip figures">{topicLine(topic, subject)}</span>
          </span>
          {topic.status && <StatusChip status={topic.status} label={topic.statusLabel} />}
        </Link>
      </h2>
      {days.map((day) => (
        <DaySection key={day.date} day={day} now={now} conversation={conversation} level={3} />
      ))}
    </section>
  );
}

/** Why there is nothing: never anything said, not mine to see, or it could not be fetched. */
function Nothing({ list, backTo }: { list: List; backTo: string }) {
  const isGone = list.error instanceof ProblemError && (list.error.status === 404 || list.error.status === 400);

  return list.isError && !isGone ? (
    <Empty
      failed
      icon={<RotateCw size={22} aria-hidden="true" />}
      title={words.between.failed}
      text={words.list.failedText}
    >
      <Button onClick={() => void list.refetch()}>{words.retry}</Button>
    </Empty>
  ) : (
    <Empty
      icon={<MessagesSquare size={22} aria-hidden="true" />}
      title={words.between.nothing}
      text={words.between.nothingText}
    >
      <Link className="button button--secondary" to={backTo}>
        {words.thread.toList}
      </Link>
    </Empty>
  );
}
