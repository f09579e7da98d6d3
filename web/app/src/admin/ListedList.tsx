import { MessagesSquare, RotateCw, SearchX } from "lucide-react";
import { useNow } from "../app/useNow";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { RowsSkeleton } from "../design/Skeleton";
import { MoreBelow } from "../inbox/MoreBelow";
import { moveByArrows } from "../inbox/moveByArrows";
import { words } from "../words";
import { ListedLine } from "./ListedLine";
import type { useListed } from "./useListed";
import { adminWords } from "./words";

interface ListedListProps extends ReturnType<typeof useListed> {
  isNarrowed: boolean;
  selectedId: string | undefined;
  linkTo: (conversationId: string) => string;
  onClear: () => void;
}

/** The lines of the list: arrows move, Enter opens, the end brings more. */
export function ListedList({ list, listed, isNarrowed, selectedId, linkTo, onClear }: ListedListProps) {
  const now = useNow();

  if (list.isPending) return <RowsSkeleton />;
  if (list.isError && listed.length === 0)
    return (
      <Empty
        failed
        icon={<RotateCw size={22} aria-hidden="true" />}
        title={words.list.failed}
        text={adminWords.failedText}
      >
        <Button onClick={() => void list.refetch()}>{words.retry}</Button>
      </Empty>
    );
  if (listed.length === 0)
    return isNarrowed ? (
      <Empty icon={<SearchX size={22} aria-hidden="true" />} title={words.list.noneFound} text={adminWords.noneText}>
        <Button onClick={onClear}>{words.list.clear}</Button>
      </Empty>
    ) : (
      <Empty
        icon={<MessagesSquare size={22} aria-hidden="true" />}
        title={adminWords.empty}
        text={adminWords.emptyText}
      />
    );

  return (
    <div className="list">
      <ul className="list__rows" onKeyDown={moveByArrows}>
        {listed.map((one) => (
          <ListedLine key={one.id} listed={one} now={now} isSelected={one.id === selectedId} to={linkTo(one.id)} />
        ))}
      </ul>
      {list.hasNextPage && <MoreBelow onSeen={() => !list.isFetching && void list.fetchNextPage()} />}
    </div>
  );
}
