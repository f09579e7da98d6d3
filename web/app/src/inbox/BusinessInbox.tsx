import { Ban, Inbox } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { Navigate, useParams, useSearchParams } from "react-router";
import type { Me } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { useLayout } from "../app/settings";
import { IconButton } from "../design/Button";
import { Empty } from "../design/Empty";
import { ThreadSkeleton } from "../design/Skeleton";
import { words } from "../words";
import { DeskFilters } from "./DeskFilters";
import { DeskTalk } from "./DeskTalk";
import { countOf, type DeskFilter, queryOfDesk, readDesk } from "./deskFilter";
import { type InboxFilter, readFilter, writeFilter } from "./filter";
import { InboxList } from "./InboxList";
import { type FilterChange, ListHead } from "./ListHead";
import { UnreadOf } from "./UnreadOf";
import { useTitle } from "./useTitle";
import { isView, type View, Views } from "./Views";
import { deskWords } from "./words";

const BlockedCustomers = lazy(() => import("./BlockedCustomers"));
const Between = lazy(() => import("../conversation/Between"));

/** What of an address makes the list shorter than its view. */
const narrowing = ["q", "topic", "unread", "state", "topicId", "from", "to"] as const;

const isId = (name: string | undefined) => name !== undefined && /^[0-9a-f]{8}-/.test(name);

/** The inbox of a business: list, thread, and what is known about order and customer. */
export default function BusinessInbox() {
  const { me } = useSession();
  const { view, id, customerId } = useParams();
  const [search] = useSearchParams();
  const business = me.businesses.find((one) => one.id === search.get("as")) ?? me.businesses[0];

  if (business === undefined) return <Navigate to="/messages" replace />;
  if (isId(view)) return <Navigate to={`/inbox/all/${view}?${search}`} replace />;
  if (!isView(view)) return <Navigate to={`/inbox/all?${search}`} replace />;

  return (
    <UnreadOf sides={me.businesses.map((one) => one.id)}>
      {(unread) => (
        <Desk key={business.id} business={business} view={view} id={id} customerId={customerId} unread={unread} />
      )}
    </UnreadOf>
  );
}

interface DeskProps {
  business: Me["businesses"][number];
  view: View;
  id: string | undefined;
  /** With whom everything is read, in place of one conversation. */
  customerId: string | undefined;
  /** Of all my businesses, as the rail counts them. */
  unread: number;
}

function Desk({ business, view, id, customerId, unread }: DeskProps) {
  const { me } = useSession();
  const [search, setSearch] = useSearchParams();
  const [layout] = useLayout("business");
  const filter = useMemo(
    () => filterOf(view, { ...queryOfDesk(narrowedIn(view, search)), ...readFilter(search) }, business.id, me.id),
    [view, search, business.id, me.id],
  );
  const narrowed = narrowedIn(view, search);
  const query = search.size > 0 ? `?${search}` : "";
  const linkTo = (conversationId: string) => `/inbox/${view}/${conversationId}${query}`;
  const isOpen = id !== undefined || customerId !== undefined;
  const isNarrowed = narrowing.some((name) => search.has(name));
  useTitle(business.name, unread);

  const change = (changed: FilterChange) => setSearch((before) => writeFilter(before, changed), { replace: true });
  const clear = () => change(Object.fromEntries(narrowing.map((name) => [name, undefined])));

  return (
    <main className={id === undefined ? "desk" : "desk desk--with-context"} data-open={isOpen || undefined}>
      <section className="desk__list" aria-label={words.list.label}>
        <ListHead
          title={business.name}
          filter={filter}
          onChange={change}
          action={view === "spam" && <ShowBlocked businessId={business.id} />}
          views={<Views query={query} />}
          more={{
            filters: (
              <DeskFilters businessId={business.id} filter={narrowed} hasState={view === "spam"} onChange={change} />
            ),
            on: countOf(narrowed),
          }}
        />
        <InboxList
          filter={filter}
          isNarrowed={isNarrowed}
          selectedId={id}
          linkTo={linkTo}
          empty={{ title: deskWords.empty, text: deskWords.emptyText[view] }}
          onClear={clear}
        />
      </section>
      {customerId !== undefined ? (
        <section className="desk__thread" aria-label={words.rail.messages}>
          <Suspense fallback={<ThreadSkeleton />}>
            <Between
              key={customerId}
              businessId={business.id}
              customerId={customerId}
              layout={layout}
              backTo={`/inbox/${view}${query}`}
              linkTo={linkTo}
            />
          </Suspense>
        </section>
      ) : id === undefined ? (
        <section className="desk__thread" aria-label={words.rail.messages}>
          <Empty
            icon={<Inbox size={22} aria-hidden="true" />}
            title={words.thread.choose}
            text={words.thread.chooseText}
          />
        </section>
      ) : (
        <DeskTalk key={id} conversationId={id} backTo={`/inbox/${view}${query}`} />
      )}
    </main>
  );
}

function ShowBlocked({ businessId }: { businessId: string }) {
  const [isOpen, setOpen] = useState(false);

  return (
    <>
      <IconButton
        label={deskWords.blockedCustomers}
        icon={<Ban size={18} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      />
      {isOpen && (
        <Suspense>
          <BlockedCustomers businessId={businessId} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** The view of spam says already how its conversations stand. */
function narrowedIn(view: View, search: URLSearchParams): DeskFilter {
  const { state, ...others } = readDesk(search);

  return state === undefined || view === "spam" ? others : { ...others, state };
}

/** What a view shows, with what the address adds to it. */
export function filterOf(view: View, read: InboxFilter, businessId: string, personId: string): InboxFilter {
  const { status: _, archived: __, business: ___, ...rest } = read;
  const base: InboxFilter = { ...rest, as: businessId };
  if (view === "spam") return { ...base, state: "spam" };
  if (view === "resolved") return { ...base, status: "resolved" };
  if (view === "mine") return { ...base, status: "open", assignee: personId };
  if (view === "unassigned") return { ...base, status: "open", assignee: "nobody" };

  return base;
}
