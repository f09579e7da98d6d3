import { useEffect, useRef } from "react";
import { Route, Routes, useNavigate, useParams } from "react-router";
import type { Asked } from "../../../loader/src/messages";
import { ConnectionBanner } from "../app/ConnectionBanner";
import { ConversationHead } from "../conversation/ConversationHead";
import { ConversationPane } from "../conversation/ConversationPane";
import { InboxList } from "../inbox/InboxList";
import { useUnreadCount } from "../inbox/useInbox";
import { About } from "./About";
import type { WidgetApi } from "./api";
import type { Host } from "./host";
import { pathOf } from "./path";
import { widgetWords } from "./words";
import "../app/shell.css";

interface TalksProps {
  api: WidgetApi;
  host: Host;
  /** What is shown at first. */
  first: Asked;
  asked: Asked;
}

/** Somebody's conversations with the shop: the list, one of them, or a new one about what the page shows. */
export function Talks({ api, host, first, asked }: TalksProps) {
  const navigate = useNavigate();
  const unread = useUnreadCount();
  useEffect(() => host.tell({ parley: "unread", count: unread }), [host, unread]);
  const shown = useRef(first);
  useEffect(() => {
    // The router gives another function with each step; only what is asked anew leads away.
    if (shown.current !== asked) void navigate(pathOf(asked));
    shown.current = asked;
  }, [asked, navigate]);

  return (
    <main className="widget">
      <ConnectionBanner />
      <Routes>
        <Route path="/" element={<All />} />
        <Route
          path="/about"
          element={<About key={JSON.stringify(asked.context)} api={api} context={asked.context} />}
        />
        <Route path="/:id" element={<One />} />
      </Routes>
    </main>
  );
}

const nothing = {};

function All() {
  return (
    <section className="widget__list" aria-label={widgetWords.talks}>
      <h1 className="widget__title">{widgetWords.talks}</h1>
      <InboxList
        filter={nothing}
        isNarrowed={false}
        selectedId={undefined}
        linkTo={(id) => `/${id}`}
        empty={{ title: widgetWords.none, text: widgetWords.noneText }}
        onClear={() => {}}
      />
    </section>
  );
}

function One() {
  const { id = "" } = useParams();

  return (
    <section className="widget__talk" aria-label={widgetWords.talks}>
      <ConversationPane
        key={id}
        conversationId={id}
        layout="bubbles"
        backTo="/"
        // An order's page is the shop's own here, not ours.
        head={(conversation) => <ConversationHead conversation={{ ...conversation, orders: [] }} backTo="/" />}
      />
    </section>
  );
}
