import { Inbox, RotateCw, SearchX } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { useNow } from "../app/useNow";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { RowsSkeleton } from "../design/Skeleton";
import { words } from "../words";
import type { InboxFilter } from "./filter";
import { InboxLine } from "./InboxLine";
import { useInbox } from "./useInbox";
import "./inbox.css";

interface InboxListProps {
  filter: InboxFilter;
  /** Whether the person narrowed the list, so that "nothing matches" is the reason for nothing. */
  isNarrowed: boolean;
  selectedId: string | undefined;
  linkTo: (conversationId: string) => string;
  empty: { title: string; text: string; action?: ReactNode };
  onClear: () => void;
}

/** The lines of a list: arrows move, Enter opens, the end brings more. */
export function InboxList({ filter, isNarrowed, selectedId, linkTo, empty, onClear }: InboxListProps) {
  const { list, rows } = useInbox(filter);
  const now = useNow();

  if (list.isPending) return <RowsSkeleton />;
  if (list.isError && rows.length === 0)
    return (
      <Empty
        failed
        icon={<RotateCw size={22} aria-hidden="true" />}
        title={words.list.failed}
        text={words.list.failedText}
      >
        <Button onClick={() => void list.refetch()}>{words.retry}</Button>
      </Empty>
    );
  if (rows.length === 0)
    return isNarrowed ? (
      <Empty
        icon={<SearchX size={22} aria-hidden="true" />}
        title={words.list.noneFound}
        text={words.list.noneFoundText}
      >
        <Button onClick={onClear}>{words.list.clear}</Button>
      </Empty>
    ) : (
      <Empty icon={<Inbox size={22} aria-hidden="true" />} title={empty.title} text={empty.text}>
        {empty.action}
      </Empty>
    );

  return (
    <div className="list">
      <ul className="list__rows" onKeyDown={moveByArrows}>
        {rows.map((row) => (
          <InboxLine
            key={row.conversationId}
            row={row}
            now={now}
            isSelected={row.conversationId === selectedId}
            to={linkTo(row.conversationId)}
          />
        ))}
      </ul>
      {list.hasNextPage && <MoreBelow onSeen={() => !list.isFetching && void list.fetchNextPage()} />}
    </div>
  );
}

/** Brings the next page when the end of the list comes near. */
function MoreBelow({ onSeen }: { onSeen: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  const seen = useRef(onSeen);
  seen.current = onSeen;

  useEffect(() => {
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) seen.current();
      },
      { rootMargin: "600px" },
    );
    if (ref.current) watcher.observe(ref.current);

    return () => watcher.disconnect();
  }, []);

  return (
    <div ref={ref}>
      <RowsSkeleton rows={2} />
    </div>
  );
}

function moveByArrows(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>(".line__link")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = event.key === "Home" ? 0 : event.key === "End" ? links.length - 1 : step && at !== -1 ? at + step : -1;
  if (next < 0 || next >= links.length) return;
  event.preventDefault();
  links[next]?.focus();
}
