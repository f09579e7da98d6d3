import { Inbox, PanelRight } from "lucide-react";
import { useMemo, useState } from "react";
import { Navigate, NavLink, useParams, useSearchParams } from "react-router";
import type { Me } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { useLayout } from "../app/settings";
import { ConversationPane } from "../conversation/ConversationPane";
import { IconButton } from "../design/Button";
import { Dialog } from "../design/Dialog";
import { Empty } from "../design/Empty";
import { words } from "../words";
import { ContextPane } from "./ContextPane";
import { ConversationActions, Reopen } from "./ConversationActions";
import { type InboxFilter, readFilter, writeFilter } from "./filter";
import { InboxList } from "./InboxList";
import { type FilterChange, ListHead } from "./ListHead";
import { UnreadOf } from "./UnreadOf";
import { useTitle } from "./useTitle";

export type View = keyof typeof words.views;

const views = Object.keys(words.views) as View[];
const isView = (name: string | undefined): name is View => views.some((view) => view === name);
const isId = (name: string | undefined) => name !== undefined && /^[0-9a-f]{8}-/.test(name);

/** The inbox of a business: list, thread, and what is known about order and customer. */
export default function BusinessInbox() {
  const { me } = useSession();
  const { view, id } = useParams();
  const [search] = useSearchParams();
  const business = me.businesses.find((one) => one.id === search.get("as")) ?? me.businesses[0];

  if (business === undefined) return <Navigate to="/messages" replace />;
  if (isId(view)) return <Navigate to={`/inbox/all/${view}?${search}`} replace />;
  if (!isView(view)) return <Navigate to={`/inbox/all?${search}`} replace />;

  return (
    <UnreadOf sides={me.businesses.map((one) => one.id)}>
      {(unread) => <Desk key={business.id} business={business} view={view} id={id} unread={unread} />}
    </UnreadOf>
  );
}

interface DeskProps {
  business: Me["businesses"][number];
  view: View;
  id: string | undefined;
  /** Of all my businesses, as the rail counts them. */
  unread: number;
}

function Desk({ business, view, id, unread }: DeskProps) {
  const { me } = useSession();
  const [search, setSearch] = useSearchParams();
  const [layout] = useLayout("business");
  const [showsDetails, setShowsDetails] = useState(false);
  const filter = useMemo(
    () => filterOf(view, readFilter(search), business.id, me.id),
    [view, search, business.id, me.id],
  );
  const query = search.size > 0 ? `?${search}` : "";
  const isNarrowed = ["q", "topic", "unread"].some((name) => search.has(name));
  useTitle(business.name, unread);

  const change = (changed: FilterChange) => setSearch((before) => writeFilter(before, changed), { replace: true });
  const clear = () => change({ q: undefined, topic: undefined, unread: undefined });

  return (
    <main className={id === undefined ? "desk" : "desk desk--with-context"} data-open={id !== undefined || undefined}>
      <section className="desk__list" aria-label={words.list.label}>
        <ListHead title={business.name} filter={filter} onChange={change} views={<Views query={query} />} />
        <InboxList
          filter={filter}
          isNarrowed={isNarrowed}
          selectedId={id}
          linkTo={(conversationId) => `/inbox/${view}/${conversationId}${query}`}
          empty={{ title: words.list.emptyInbox, text: words.list.emptyInboxText[view] }}
          onClear={clear}
        />
      </section>
      <section className="desk__thread" aria-label={words.rail.messages}>
        {id === undefined ? (
          <Empty
            icon={<Inbox size={22} aria-hidden="true" />}
            title={words.thread.choose}
            text={words.thread.chooseText}
          />
        ) : (
          <ConversationPane
            key={id}
            conversationId={id}
            layout={layout}
            backTo={`/inbox/${view}${query}`}
            actions={(conversation) => (
              <>
                <ConversationActions conversation={conversation} />
                <IconButton
                  className="desk__details"
                  label={words.context.show}
                  icon={<PanelRight size={18} aria-hidden="true" />}
                  onClick={() => setShowsDetails(true)}
                />
              </>
            )}
            whenClosed={(conversation) => <Reopen conversation={conversation} />}
          />
        )}
      </section>
      {id !== undefined && (
        <aside className="desk__context" aria-label={words.context.label}>
          <ContextPane conversationId={id} />
        </aside>
      )}
      {showsDetails && id !== undefined && (
        <Dialog side title={words.context.label} onClose={() => setShowsDetails(false)}>
          <ContextPane conversationId={id} />
        </Dialog>
      )}
    </main>
  );
}

function Views({ query }: { query: string }) {
  return (
    <nav className="views" aria-label={words.list.views}>
      {views.map((view) => (
        <NavLink key={view} className="view" to={`/inbox/${view}${query}`}>
          {words.views[view]}
        </NavLink>
      ))}
    </nav>
  );
}

/** What a view shows, with what the address adds to it. */
export function filterOf(view: View, read: InboxFilter, businessId: string, personId: string): InboxFilter {
  const { q, topic, unread } = read;
  const base: InboxFilter = {
    as: businessId,
    ...(q !== undefined && { q }),
    ...(topic !== undefined && { topic }),
    ...(unread !== undefined && { unread }),
  };
  if (view === "resolved") return { ...base, status: "resolved" };
  if (view === "mine") return { ...base, status: "open", assignee: personId };
  if (view === "unassigned") return { ...base, status: "open", assignee: "nobody" };

  return base;
}
