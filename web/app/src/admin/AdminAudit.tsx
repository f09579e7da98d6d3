import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { useNarrow } from "../app/useNarrow";
import { RowsSkeleton } from "../design/Skeleton";
import { useTitle } from "../inbox/useTitle";
import { AuditCards } from "./AuditCards";
import { AuditHead } from "./AuditHead";
import { AuditTable } from "./AuditTable";
import { withChanges } from "./address";
import { type AuditFilter, readAudit } from "./audit";
import { FurtherBack, NoEntries } from "./FurtherBack";
import { useAudit } from "./useAudit";
import { adminWords } from "./words";
import "../inbox/inbox.css";
import "./admin.css";
import "./audit.css";
import "./page.css";

export type AuditChange = { [Name in keyof AuditFilter]?: string | undefined };

/** Who did what, when and from where. */
export default function AdminAudit() {
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => readAudit(search), [search]);
  const { list, entries } = useAudit(filter);
  const isNarrow = useNarrow();
  const change = (changed: AuditChange) => setSearch((before) => withChanges(before, changed));
  const Entries = isNarrow ? AuditCards : AuditTable;
  useTitle(adminWords.audit, 0);

  return (
    <main className="page">
      <AuditHead
        filter={filter}
        entries={entries}
        onChange={change}
        isBusy={list.isFetching}
        onRefresh={() => void list.refetch()}
      />
      <section className="page__body" aria-label={adminWords.entries}>
        {list.isPending ? (
          <RowsSkeleton />
        ) : entries.length === 0 ? (
          <NoEntries list={list} isNarrowed={Object.keys(filter).length > 0} onClear={() => setSearch({})} />
        ) : (
          <>
            <Entries entries={entries} onChange={change} />
            <FurtherBack list={list} />
          </>
        )}
      </section>
    </main>
  );
}
