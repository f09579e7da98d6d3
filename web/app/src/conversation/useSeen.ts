import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef } from "react";
import { ProblemError } from "../api/problem";
import type { ConversationView, Cursor, Head, MessageView } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { changeRow } from "../sync/apply";
import { keys } from "../sync/keys";
import { audienceKey } from "./audience";
import { isRecord } from "./entries";
import { moveCursors } from "./receipts";
import { newlySeen, readUpTo } from "./unread";

/** A message is read when at least half of it was in view for this long, the page shown and the window in use. */
const LOOK_MS = 1000;

/** Tells the server what I have read, by what I have really looked at. */
export function useSeen(
  scroller: RefObject<HTMLDivElement | null>,
  conversation: ConversationView,
  messages: readonly MessageView[],
): void {
  const { api, me } = useSession();
  const store = useQueryClient();
  const latest = useRef({ conversation, messages });
  latest.current = { conversation, messages };
  const told = useRef(new Map<string, number>());
  const { id } = conversation;
  // Told again until the server took it: nobody looks twice at what he has read.
  const { mutate: tell } = useMutation({
    mutationFn: (upTo: Head[]) => api.read(id, { upTo }),
    retry: (_, error) => error instanceof ProblemError && error.isPassing,
  });

  const markSeen = useRef((_ids: readonly string[]) => {});
  markSeen.current = (ids) => {
    const known = latest.current;
    const seen = known.messages.filter((message) => ids.includes(message.id));
    const upTo = newlySeen(seen, alreadyRead(known.conversation, me.id, told.current));
    if (upTo.length === 0) return;
    for (const { audience, seq } of upTo) told.current.set(audienceKey(audience), seq);
    const moved = upTo.map<Cursor>(({ audience, seq }) => ({
      who: { personId: me.id, name: me.name },
      audience,
      delivered: seq,
      read: seq,
    }));
    const next = moveCursors(known.conversation, moved);
    store.setQueryData(keys.conversation(id), next);
    changeRow(store, id, { unread: unreadIn(known.messages, next, me.id), unreadMark: false });
    tell(upTo);
  };

  useEffect(() => watchLooks(scroller.current, (ids) => markSeen.current(ids)), [scroller]);
}

function alreadyRead(conversation: ConversationView, myPersonId: string, told: ReadonlyMap<string, number>) {
  const read = new Map(told);
  for (const { audience } of conversation.heads) {
    const key = audienceKey(audience);
    read.set(key, Math.max(read.get(key) ?? 0, readUpTo(conversation, audience, myPersonId)));
  }

  return read;
}

function unreadIn(messages: readonly MessageView[], conversation: ConversationView, myPersonId: string): number {
  return messages.filter(
    (message) =>
      !isRecord(message.kind) &&
      message.sender.personId !== myPersonId &&
      message.seq > readUpTo(conversation, message.audience, myPersonId),
  ).length;
}

/** Watches which messages are half in view, and for how long the person looks. */
function watchLooks(box: HTMLElement | null, onSeen: (ids: readonly string[]) => void): (() => void) | undefined {
  if (box === null || typeof IntersectionObserver === "undefined") return;
  const inView = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    if (isLooking()) timer = setTimeout(() => isLooking() && onSeen([...inView]), LOOK_MS);
  };
  const views = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const id = (entry.target as HTMLElement).dataset.id ?? "";
        // A message taller than the window can never show its half: then half of the window is enough.
        const enough = Math.min(entry.boundingClientRect.height, entry.rootBounds?.height ?? 0) / 2;
        if (entry.isIntersecting && entry.intersectionRect.height >= enough) inView.add(id);
        else inView.delete(id);
      }
      look();
    },
    { root: box, threshold: [0, 0.1, 0.25, 0.5, 0.75, 1] },
  );
  const watchAll = () => {
    for (const item of box.querySelectorAll("[data-id]")) views.observe(item);
  };
  const added = new MutationObserver(watchAll);
  added.observe(box, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-id"] });
  watchAll();
  window.addEventListener("focus", look);
  document.addEventListener("visibilitychange", look);

  return () => {
    clearTimeout(timer);
    views.disconnect();
    added.disconnect();
    window.removeEventListener("focus", look);
    document.removeEventListener("visibilitychange", look);
  };
}

const isLooking = () => document.visibilityState === "visible" && document.hasFocus();
