import { RotateCw, Search, SearchX } from "lucide-react";
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { codeOf } from "../api/problem";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { RowsSkeleton } from "../design/Skeleton";
import { moveByArrows } from "../inbox/moveByArrows";
import { useTitle } from "../inbox/useTitle";
import { problemWords, words } from "../words";
import { withChanges } from "./address";
import { FurtherBack } from "./FurtherBack";
import { Hit } from "./Hit";
import { SearchHead } from "./SearchHead";
import { faultOf, readSearch, type SearchChange } from "./search";
import { useSearch } from "./useSearch";
import { adminWords } from "./words";
import "../inbox/inbox.css";
import "./admin.css";
import "./page.css";
import "./search.css";

/** Finds messages of the whole marketplace by their words. */
export default function AdminSearch() {
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => readSearch(search), [search]);
  const found = useSearch(filter);
  const change = (changed: SearchChange) =>
    setSearch((before) => withChanges(before, changed), { replace: Object.keys(changed).includes("q") });
  useTitle(adminWords.search, 0);

  return (
    <main className="page">
      <SearchHead filter={filter} hits={found.hits} onChange={change} />
      <section className="page__body" aria-label={adminWords.results}>
        {faultOf(filter.q ?? "") === null ? (
          <Found
            {...found}
            isNarrowed={Object.keys(filter).length > 1}
            onBusiness={filter.business === undefined ? (business) => change({ business }) : undefined}
            onClear={() => setSearch({ q: filter.q ?? "" })}
          />
        ) : (
          <Empty
            icon={<Search size={22} aria-hidden="true" />}
            title={adminWords.searchStart}
            text={adminWords.searchStartText}
          />
        )}
      </section>
    </main>
  );
}

interface FoundProps extends ReturnType<typeof useSearch> {
  isNarrowed: boolean;
  onBusiness: ((businessId: string) => void) | undefined;
  onClear: () => void;
}

function Found({ list, hits, isNarrowed, onBusiness, onClear }: FoundProps) {
  if (list.isPending) return <RowsSkeleton />;
  if (list.isError && hits.length === 0) return <Failed error={list.error} retry={list.refetch} />;
  if (hits.length === 0)
    return (
      <Empty
        icon={<SearchX size={22} aria-hidden="true" />}
        title={words.list.noneFound}
        text={list.hasNextPage ? adminWords.noneSoFarText : adminWords.noneFoundText}
      >
        {list.hasNextPage && (
          <Button look="primary" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {adminWords.searchFurther}
          </Button>
        )}
        {isNarrowed && <Button onClick={onClear}>{words.list.clear}</Button>}
      </Empty>
    );

  return (
    <div className="found" aria-busy={list.isPlaceholderData || undefined}>
      <p className="found__count figures" role="status">
        {adminWords.found(hits.length, !list.hasNextPage)}
      </p>
      <ul className="list__rows" onKeyDown={moveByArrows}>
        {hits.map((hit) => (
          <Hit key={hit.messageId} hit={hit} onBusiness={onBusiness} />
        ))}
      </ul>
      <FurtherBack list={list} label={adminWords.searchFurther} />
    </div>
  );
}

function Failed({ error, retry }: { error: Error; retry: () => unknown }) {
  return (
    <Empty
      failed
      icon={<RotateCw size={22} aria-hidden="true" />}
      title={adminWords.searchFailed}
      text={problemWords(codeOf(error))}
    >
      <Button onClick={() => void retry()}>{words.retry}</Button>
    </Empty>
  );
}
