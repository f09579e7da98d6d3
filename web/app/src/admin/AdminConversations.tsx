import { MessagesSquare } from "lucide-react";
import { useMemo } from "react";
import { useParams, useSearchParams } from "react-router";
import { Empty } from "../design/Empty";
import { useTitle } from "../inbox/useTitle";
import { words } from "../words";
import { queryText, withChanges } from "./address";
import { readListed } from "./filter";
import { ListedHead } from "./ListedHead";
import { ListedList } from "./ListedList";
import { Overseen } from "./Overseen";
import { useListed, useListedOne } from "./useListed";
import { adminWords } from "./words";
import "../inbox/inbox.css";
import "./admin.css";

/** Everybody's conversations, and one of them opened with a reason. */
export default function AdminConversations() {
  const { id } = useParams();
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => readListed(search), [search]);
  const { list, listed } = useListed(filter);
  const one = useListedOne(id ?? "", listed);
  const query = queryText(search);
  useTitle(adminWords.conversations, 0);

  return (
    <main className={id === undefined ? "desk" : "desk desk--with-context"} data-open={id !== undefined || undefined}>
      <section className="desk__list" aria-label={words.list.label}>
        <ListedHead
          filter={filter}
          listed={listed}
          onChange={(change) => setSearch((before) => withChanges(before, change), { replace: true })}
        />
        <ListedList
          list={list}
          listed={listed}
          isNarrowed={Object.keys(filter).length > 0}
          selectedId={id}
          linkTo={(conversationId) => `/admin/conversations/${conversationId}${query}`}
          onClear={() => setSearch({}, { replace: true })}
        />
      </section>
      {id === undefined ? (
        <section className="desk__thread" aria-label={words.rail.messages}>
          <Empty
            icon={<MessagesSquare size={22} aria-hidden="true" />}
            title={adminWords.choose}
            text={adminWords.chooseText}
          />
        </section>
      ) : (
        <Overseen key={id} conversationId={id} listed={one} isListing={list.isPending} backTo={`/admin${query}`} />
      )}
    </main>
  );
}
