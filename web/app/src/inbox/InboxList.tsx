import { Inbox, RotateCw, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { useNow } from "../app/useNow";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { RowsSkeleton } from "../design/Skeleton";
import { words } from "../words";
import type { InboxFilter } from "./filter";
import { InboxLine } from "./InboxLine";
import { MoreBelow } from "./MoreBelow";
import { moveByArrows } from "./moveByArrows";
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
