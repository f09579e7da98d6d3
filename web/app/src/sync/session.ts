import type { QueryClient } from "@tanstack/react-query";
import type { Api } from "../api/client";
import { isSignedOut } from "../api/problem";
import type { Me } from "../api/types";
import { Outbox } from "../conversation/carry";
import { Drafts } from "../conversation/drafts";
import { startsTyping, stopsTyping, TYPING_LASTS_MS, type Typists } from "../conversation/typing";
import { applyChange, applyCursors, applyMessage, applyPresence, applyRow, forget } from "./apply";
import { Delivered } from "./delivered";
import { type Device, openDevice } from "./device";
import type { LiveEvent } from "./events";
import { Feed } from "./feed";
import { keys } from "./keys";
import { Live } from "./live";
import { type OpenSocket, openSocketBy } from "./socket";
import { Watched } from "./watched";
import { whenIdle } from "./whenIdle";

/** Everything that lives as long as one person is signed in on this page. */
export interface Session {
  api: Api;
  me: Me;
  store: QueryClient;
  live: Live;
  outbox: Outbox;
  drafts: Drafts;
  device: Device;
  typing: Watched<Typists>;
  /** Keeps what is on the device; sign-out erases that. */
  end(): Promise<void>;
}

/** How a session reaches what is outside of it. */
export interface Reach {
  openSocket?: OpenSocket | undefined;
  /** Where it was opened before it was known whose session this is. */
  device?: Device | undefined;
}

/** Takes the feed's position before anything else is fetched, so that no change falls between. */
export async function beginSession(
  api: Api,
  store: QueryClient,
  onSignedOut: () => void,
  reach: Reach = {},
): Promise<Session> {
  let hears = (_event: LiveEvent) => {};
  const delivered = new Delivered(api.delivered);
  const feed = new Feed({
    fetch: api.sync,
    onChange: (change) => {
      applyChange(store, change);
      if (change.conversation) delivered.saw(change.conversationId, change.conversation.heads);
    },
    onNewEpoch: () => void store.invalidateQueries(),
  });
  const [me] = await Promise.all([api.me(), feed.begin().catch(onlyRefusal)]);
  store.setQueryData(keys.me, me);
  let isOver = false;
  // Whoever comes after him must not be told to be where he is.
  whenIdle(() => isOver || tellWhereabouts(api, me));

  const device = reach.device ?? openDevice(me.id);
  const typing = new Watched<Typists>(new Map());
  const drafts = new Drafts(device);
  const outbox = new Outbox({ device, send: api.send, onSent: (message) => applyMessage(store, { message }, me.id) });
  const live = new Live({
    open: reach.openSocket ?? openSocketBy(),
    catchUp: () => feed.read(),
    onEvent: (event) => hears(event),
    onSignedOut,
  });
  hears = (event) => hear(event, { store, me, typing, delivered, feed, onSignedOut });

  // Nobody waits for a slow device to see his messages.
  for (const kept of [drafts, outbox]) void kept.load().catch(() => {});
  live.state.subscribe(() => live.state.get() !== "offline" && outbox.tryAll());
  live.start();

  return {
    ...{ api, me, store, live, outbox, drafts, device, typing },
    end: async () => {
      isOver = true;
      outbox.stop();
      delivered.stop();
      await live.stop();
    },
  };
}

/** In which language and zone I read, once: so that those who answer see it. What the server could not keep is not told. */
function tellWhereabouts(api: Api, me: Me): void {
  const locale = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.exec(navigator.language)?.[0];
  const zone = /^[A-Za-z]+(\/[A-Za-z0-9_+-]+){0,2}$/.exec(Intl.DateTimeFormat().resolvedOptions().timeZone ?? "")?.[0];
  const news = { ...(!me.locale && locale && { locale }), ...(!me.timeZone && zone && { timeZone: zone }) };
  // Where it could not be told, the next visit tells it.
  if (Object.keys(news).length > 0) void api.changeMe(news).catch(() => {});
}

interface Ear {
  store: QueryClient;
  me: Me;
  typing: Watched<Typists>;
  delivered: Delivered;
  feed: Feed;
  onSignedOut: () => void;
}

function hear(event: LiveEvent, ear: Ear): void {
  const { store, me, typing } = ear;
  if (event.name === "message") {
    applyMessage(store, event, me.id);
    const { message } = event;
    typing.set(stopsTyping(typing.get(), message.conversationId, (who) => who.personId === message.sender.personId));
    if (message.sender.personId !== me.id) ear.delivered.saw(message.conversationId, [message]);
  } else if (event.name === "inbox") applyRow(store, event.row);
  else if (event.name === "cursor") applyCursors(store, event);
  else if (event.name === "presence") applyPresence(store, event);
  else if (event.name === "typing") hearTyping(event, ear);
  else if (event.name === "fact") void store.invalidateQueries({ queryKey: keys.timeline(event.conversationId) });
  else hearNotice(event, ear);
}

function hearTyping(event: Extract<LiveEvent, { name: "typing" }>, { typing, me }: Ear): void {
  const { conversationId, person, audience } = event;
  if (!person.personId || person.personId === me.id) return;
  const typist = { personId: person.personId, name: person.name, audience, until: Date.now() + TYPING_LASTS_MS };
  typing.set(startsTyping(typing.get(), conversationId, typist));
  setTimeout(
    () => typing.set(stopsTyping(typing.get(), conversationId, (who) => who.until <= Date.now())),
    TYPING_LASTS_MS + 50,
  );
}

function hearNotice(event: Extract<LiveEvent, { name: "notice" }>, { store, feed, onSignedOut }: Ear): void {
  if (event.code === "signed_out") onSignedOut();
  else if (event.code === "left" && event.conversationId) forget(store, event.conversationId);
  else if (event.code === "refetch") void store.invalidateQueries();
  else void feed.read().catch(() => {});
}

// A feed that is out of order for a moment is caught up with when the connection stands.
function onlyRefusal(error: unknown): void {
  if (isSignedOut(error)) throw error;
}
