import { MessagesSquare, SquarePen } from "lucide-react";
import { lazy, Suspense, useMemo } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useLayout } from "../app/settings";
import { ConversationPane } from "../conversation/ConversationPane";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { ThreadSkeleton } from "../design/Skeleton";
import { words } from "../words";
import { ConversationActions } from "./ConversationActions";
import { readFilter, writeFilter } from "./filter";
import { InboxList } from "./InboxList";
import { type FilterChange, ListHead } from "./ListHead";
import { useUnreadCount } from "./useInbox";
import { useTitle } from "./useTitle";

const Between = lazy(() => import("../conversation/Between"));
const ToDemoShop = lazy(() => import("../demo/ToDemoShop"));
const NewConversation = lazy(() => import("../contact/NewConversation"));

/** A customer's list and the thread beside it; on phones one after the other. */
export default function CustomerMessages() {
  const { id, businessId } = useParams();
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const [layout] = useLayout("customer");
  const filter = useMemo(() => ({ ...readFilter(search) }), [search]);
  const query = withoutNew(search);
  const isNarrowed = query !== "";
  useTitle(words.list.title, useUnreadCount());

  const change = (changed: FilterChange) => setSearch((before) => writeFilter(before, changed), { replace: true });
  const setNew = (open: boolean) =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (open) next.set("new", "1");
      else next.delete("new");

      return next;
    });
  const linkTo = (conversationId: string) => `/messages/${conversationId}${query}`;
  const isOpen = id !== undefined || businessId !== undefined;
  const newButton = (
    <Button look="primary" onClick={() => setNew(true)}>
      <SquarePen size={16} aria-hidden="true" />
      {words.list.new}
    </Button>
  );

  return (
    <main className="desk" data-open={isOpen || undefined}>
      <section className="desk__list" aria-label={words.list.label}>
        <ListHead title={words.list.title} filter={filter} onChange={change} action={newButton} />
        <InboxList
          filter={filter}
          isNarrowed={isNarrowed}
          selectedId={id}
          linkTo={linkTo}
          empty={{
            title: words.list.empty,
            text: words.list.emptyText,
            action: (
              <Suspense>
                <ToDemoShop />
              </Suspense>
            ),
          }}
          onClear={() => setSearch({}, { replace: true })}
        />
      </section>
      <section className="desk__thread" aria-label={words.rail.messages}>
        {businessId !== undefined ? (
          <Suspense fallback={<ThreadSkeleton />}>
            <Between
              key={businessId}
              businessId={businessId}
              layout={layout}
              backTo={`/messages${query}`}
              linkTo={linkTo}
            />
          </Suspense>
        ) : id === undefined ? (
          <Empty
            icon={<MessagesSquare size={22} aria-hidden="true" />}
            title={words.thread.choose}
            text={words.thread.chooseText}
          />
        ) : (
          <ConversationPane
            key={id}
            conversationId={id}
            layout={layout}
            backTo={`/messages${query}`}
            actions={(conversation) => <ConversationActions conversation={conversation} />}
            whenClosed={() => <Button onClick={() => setNew(true)}>{words.list.new}</Button>}
          />
        )}
      </section>
      {search.has("new") && (
        <Suspense>
          <NewConversation
            onClose={() => setNew(false)}
            onStarted={(conversationId) => void navigate(`/messages/${conversationId}`)}
          />
        </Suspense>
      )}
    </main>
  );
}

function withoutNew(search: URLSearchParams): string {
  const kept = new URLSearchParams(search);
  kept.delete("new");
  const text = kept.toString();

  return text === "" ? "" : `?${text}`;
}
