import { ClipboardList, RotateCw, SearchX } from "lucide-react";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { words } from "../words";
import { adminWords } from "./words";

/** A list whose pages may hold less than they could, or nothing, and still have a next one. */
export interface Paged {
  isError: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
}

/** The way to what is older. */
export function FurtherBack({ list, label = adminWords.older }: { list: Paged; label?: string }) {
  if (!list.hasNextPage) return <p className="further">{adminWords.end}</p>;

  return (
    <div className="further">
      {list.isFetchNextPageError && <p role="alert">{words.list.failed}</p>}
      <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {list.isFetchNextPageError ? words.retry : label}
      </Button>
    </div>
  );
}

interface NoEntriesProps {
  list: Paged;
  isNarrowed: boolean;
  onClear: () => void;
}

/** Why there is nothing, or nothing yet. */
export function NoEntries({ list, isNarrowed, onClear }: NoEntriesProps) {
  if (list.isError)
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
  if (!isNarrowed)
    return (
      <Empty
        icon={<ClipboardList size={22} aria-hidden="true" />}
        title={adminWords.noEntries}
        text={adminWords.noEntriesText}
      />
    );

  return (
    <Empty
      icon={<SearchX size={22} aria-hidden="true" />}
      title={words.list.noneFound}
      text={list.hasNextPage ? adminWords.noneSoFarText : adminWords.noneText}
    >
      {list.hasNextPage && (
        <Button look="primary" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {adminWords.furtherBack}
        </Button>
      )}
      <Button onClick={onClear}>{words.list.clear}</Button>
    </Empty>
  );
}
