import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ConversationView, Head } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { highestOf } from "../sync/apply";
import { keys } from "../sync/keys";
import type { Session } from "../sync/session";
import { confirm, emptyTimeline, holeIn, prepend, type Timeline } from "./timeline";
import { unreadLiesBefore } from "./unread";

/** Enough to open at the first unread of a long absence; beyond that the person scrolls. */
const MOST_PAGES_AT_OPENING = 8;
const PAGE = 30;

/** One conversation and the part of its messages that is loaded, kept current: holes are fetched as they appear. */
export function useConversation(conversationId: string) {
  const session = useSession();
  const { api } = session;
  const conversation = useQuery({
    queryKey: keys.conversation(conversationId),
    queryFn: () => api.conversation(conversationId),
  });
  const timeline = useQuery({
    queryKey: keys.timeline(conversationId),
    queryFn: () => openTimeline(session, conversationId),
  });
  const heads = useHeads(conversationId, conversation.data);
  useHoles(conversationId, timeline.data, heads);
  useEffect(() => session.live.watch(conversationId), [session, conversationId]);

  return { conversation, timeline, heads, older: useOlder(conversationId, timeline.data) };
}

async function openTimeline({ api, store, me }: Session, conversationId: string): Promise<Timeline> {
  const [conversation, newest] = await Promise.all([
    store.ensureQueryData({
      queryKey: keys.conversation(conversationId),
      queryFn: () => api.conversation(conversationId),
    }),
    api.messages(conversationId, { limit: PAGE }),
  ]);
  let timeline = prepend(emptyTimeline, newest.items, Boolean(newest.next));
  let { next } = newest;
  for (let page = 1; next && page < MOST_PAGES_AT_OPENING; page++) {
    if (!unreadLiesBefore(timeline.messages, conversation, me.id)) break;
    const older = await api.messages(conversationId, { before: next, limit: PAGE });
    timeline = prepend(timeline, older.items, Boolean(older.next));
    next = older.next;
  }

  return timeline;
}

function useHeads(conversationId: string, conversation: ConversationView | undefined): Head[] {
  const told = useQuery<Head[]>({ queryKey: keys.heads(conversationId), queryFn: () => [], initialData: [] });

  return useMemo(() => highestOf(conversation?.heads ?? [], told.data), [conversation, told.data]);
}

function useHoles(conversationId: string, timeline: Timeline | undefined, heads: readonly Head[]): void {
  const { api } = useSession();
  const store = useQueryClient();
  const tried = useRef("");
  const hole = timeline === undefined ? null : holeIn(timeline, heads);

  useEffect(() => {
    // The same hole with the same heads once: what the server did not give the first time is not mine to read.
    const attempt = `${hole} ${heads.map((head) => head.seq).join()}`;
    if (hole === null || tried.current === attempt) return;
    tried.current = attempt;

    const fill = async () => {
      for (let after: string | null | undefined = hole; after !== null && after !== undefined; ) {
        const page = await api.messages(conversationId, { ...(after !== "" && { after }), limit: PAGE });
        store.setQueryData<Timeline>(keys.timeline(conversationId), (known) => known && confirm(known, page.items));
        after = after === "" ? null : page.next;
      }
    };
    fill().catch(() => {
      tried.current = "";
    });
  }, [api, store, conversationId, hole, heads]);
}

function useOlder(conversationId: string, timeline: Timeline | undefined) {
  const { api } = useSession();
  const store = useQueryClient();
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle");
  const busy = useRef(false);
  const oldest = timeline?.messages[0]?.id;
  const hasOlder = timeline?.hasOlder ?? false;

  const load = useCallback(async () => {
    if (busy.current || !hasOlder || oldest === undefined) return;
    busy.current = true;
    setState("loading");
    try {
      const page = await api.messages(conversationId, { before: oldest, limit: PAGE });
      store.setQueryData<Timeline>(
        keys.timeline(conversationId),
        (known) => known && prepend(known, page.items, Boolean(page.next)),
      );
      setState("idle");
    } catch {
      setState("failed");
    } finally {
      busy.current = false;
    }
  }, [api, store, conversationId, oldest, hasOlder]);

  return { load, state, hasOlder };
}
