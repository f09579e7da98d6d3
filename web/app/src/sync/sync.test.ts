import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ProblemError } from "../api/problem";
import type { ConversationView, FeedChange, FeedPage, Head } from "../api/types";
import { ana, conversation, conversationId, cursor, everyone, message, northwind, row } from "../conversation/cast";
import { emptyTimeline, prepend, type Timeline } from "../conversation/timeline";
import { startsTyping, stopsTyping } from "../conversation/typing";
import { type Rows, rowsOf } from "../inbox/rows";
import { applyChange, applyCursors, applyMessage, applyPresence } from "./apply";
import { Feed } from "./feed";
import { waitBefore } from "./jitter";
import { keys } from "./keys";
import { Live } from "./live";
import type { OpenSocket, Socket } from "./socket";

const page = (changed: FeedChange[], cursorAfter: string, more = false, epoch = "1"): FeedPage => ({
  epoch,
  changed,
  cursor: cursorAfter,
  more,
});
const change = (rest: Partial<FeedChange> = {}): FeedChange => ({ conversationId, factsOf: [], left: false, ...rest });

describe("The wait before another try", () => {
  it("is any time up to a bound that doubles, and never more than half a minute", () => {
    expect(waitBefore(0, () => 1)).toBe(500);
    expect(waitBefore(3, () => 1)).toBe(4000);
    expect(waitBefore(99, () => 1)).toBe(30_000);
    expect(waitBefore(5, () => 0)).toBe(0);
  });
});

describe("The feed", () => {
  const feedOf = (...pages: FeedPage[]) => {
    const asked: (string | undefined)[] = [];
    const seen: FeedChange[] = [];
    const onNewEpoch = vi.fn();
    const fetch = async (at?: string) => {
      asked.push(at);

      return pages.shift() ?? page([], "end");
    };

    return { feed: new Feed({ fetch, onChange: (one) => seen.push(one), onNewEpoch }), asked, seen, onNewEpoch };
  };

  it("reads from its position to the end, page by page", async () => {
    const { feed, asked, seen } = feedOf(
      page([], "a"),
      page([change()], "b", true),
      page([change()], "c"),
      page([], "d"),
    );

    await feed.begin();
    await feed.read();
    await feed.read();

    expect(asked).toEqual([undefined, "a", "b", "c"]);
    expect(seen).toHaveLength(2);
  });

  it("reads once more for who asks in the middle of a reading", async () => {
    const { feed, asked } = feedOf();
    await feed.begin();

    await Promise.all([feed.read(), feed.read(), feed.read()]);

    expect(asked).toHaveLength(3);
  });

  it("says when history began anew", async () => {
    const { feed, onNewEpoch } = feedOf(page([], "a"), page([], "b", false, "2"));
    await feed.begin();

    await feed.read();

    expect(onNewEpoch).toHaveBeenCalledOnce();
  });
});

describe("The store", () => {
  const rows = (...ns: number[]): Rows => ({ pages: [{ items: ns.map((n) => row(n)) }], pageParams: [""] });
  let store: QueryClient;

  beforeEach(() => {
    store = new QueryClient();
    store.setQueryData(keys.list({}), rows(7, 5));
    store.setQueryData(
      keys.conversation(conversationId),
      conversation({ cursors: [cursor({ businessId: northwind }, 1)] }),
    );
    store.setQueryData(keys.timeline(conversationId), prepend(emptyTimeline, [message(1)], false));
  });

  const read = () => ({
    timeline: store.getQueryData<Timeline>(keys.timeline(conversationId)),
    conversation: store.getQueryData<ConversationView>(keys.conversation(conversationId)),
    lines: rowsOf(store.getQueryData<Rows>(keys.list({}))).map((one) => one.topic.externalId),
  });

  it("is, after a message event, as it would be fetched, also when the event comes twice", () => {
    for (let times = 0; times < 2; times++) applyMessage(store, { message: message(2), heads: [] }, ana);

    expect(read().timeline).toEqual(prepend(emptyTimeline, [message(1), message(2)], false));
    expect(store.getQueryData<Head[]>(keys.heads(conversationId))).toEqual([{ audience: everyone, seq: 2 }]);
  });

  it("is, after cursor and presence events, as it would be fetched", () => {
    const moved = cursor({ businessId: northwind }, 4, { readAt: "2026-11-20T10:06:00.000Z" });
    applyCursors(store, { conversationId, cursors: [moved] });
    applyPresence(store, { businessId: northwind, online: true });

    expect(read().conversation?.cursors).toEqual([moved]);
    expect(read().conversation?.parties[1]).toMatchObject({ name: "Northwind", online: true });
  });

  it("is, after a feed entry, as it would be fetched, but a cursor that an event moved further stays", () => {
    applyCursors(store, { conversationId, cursors: [cursor({ businessId: northwind }, 9)] });
    const fetched = conversation({ status: "resolved", cursors: [cursor({ businessId: northwind }, 4)] });
    applyChange(store, change({ conversation: fetched, row: row(8) }));

    expect(read().conversation).toMatchObject({ status: "resolved", cursors: [{ read: 9 }] });
    expect(read().lines).toEqual(["8", "7", "5"]);
  });

  it("forgets every trace of a conversation that I left", () => {
    applyChange(store, change({ conversationId: row(7).conversationId, left: true }));
    applyChange(store, change({ left: true }));

    expect(read()).toMatchObject({ timeline: undefined, conversation: undefined, lines: ["5"] });
  });
});

describe("Typing", () => {
  it("lasts until the person speaks or falls silent", () => {
    const jo = { personId: "jo", name: "Jo", audience: everyone, until: 10 };
    const typing = startsTyping(startsTyping(new Map(), conversationId, jo), conversationId, { ...jo, until: 20 });

    expect(typing.get(conversationId)).toEqual([{ ...jo, until: 20 }]);
    expect(stopsTyping(typing, conversationId, (who) => who.until <= 10)).toBe(typing);
    expect(stopsTyping(typing, conversationId, (who) => who.personId === "jo").has(conversationId)).toBe(false);
  });
});

describe("The live connection", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Sockets that open or refuse as they are told; each can be cut. */
  function world(answers: ("open" | "refuse")[], catchUp: () => Promise<void> = async () => {}) {
    const log: string[] = [];
    const cuts: (() => void)[] = [];
    const open: OpenSocket = async (_onEvent, onClosed): Promise<Socket> => {
      if ((answers.shift() ?? "open") === "refuse") throw new Error("refused");
      log.push("open");
      cuts.push(onClosed);

      return { invoke: async (method) => void log.push(method), close: async () => onClosed() };
    };
    const onSignedOut = vi.fn();
    const live = new Live({
      open,
      catchUp: async () => {
        log.push("catch up");
        await catchUp();
      },
      onEvent: () => {},
      onSignedOut,
      chance: () => 1,
    });

    return { live, log, cut: () => cuts.at(-1)?.(), onSignedOut };
  }

  it("subscribes first, then catches up, and does so again after each cut (covers: S2-71)", async () => {
    const { live, log, cut } = world([]);
    live.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(live.state.get()).toBe("online");

    cut();
    await vi.advanceTimersByTimeAsync(0);
    expect(live.state.get()).toBe("connecting");
    await vi.advanceTimersByTimeAsync(600);

    expect(live.state.get()).toBe("online");
    expect(log).toEqual(["open", "catch up", "open", "catch up"]);
    await live.stop();
  });

  it("polls every five seconds while no socket can be had, and tries for one for ever (covers: S4-51)", async () => {
    const { live, log } = world(Array.from({ length: 12 }, () => "refuse" as const));
    live.start();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(live.state.get()).toBe("polling");
    const before = log.length;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(log.length - before).toBe(4);

    await vi.advanceTimersByTimeAsync(600_000);
    expect(live.state.get()).toBe("online");
    await live.stop();
  });

  it("is offline, in words, while not even the feed answers", async () => {
    const unreachable = async () => {
      throw new ProblemError("offline", 0);
    };
    const { live } = world(["refuse", "refuse", "refuse", "refuse"], unreachable);
    live.start();
    await vi.advanceTimersByTimeAsync(3_000);

    expect(live.state.get()).toBe("offline");
    await live.stop();
  });

  it("asks again for what is watched after a cut", async () => {
    const { live, log, cut } = world([]);
    live.start();
    await vi.advanceTimersByTimeAsync(0);
    const unwatch = live.watch(conversationId);
    cut();
    await vi.advanceTimersByTimeAsync(1_000);
    unwatch();

    expect(log.filter((word) => word === "Watch")).toHaveLength(2);
    expect(log.at(-1)).toBe("Unwatch");
    await live.stop();
  });

  it("leaves no socket behind when it stops, nor tries again (covers: S0-24)", async () => {
    const { live, log } = world([]);
    live.start();
    await vi.advanceTimersByTimeAsync(0);

    await live.stop();
    await vi.advanceTimersByTimeAsync(120_000);

    expect(log.filter((word) => word === "open")).toHaveLength(1);
    expect(live.tell("Typing", {})).toBe(false);
  });

  it("ends with the session too when only the socket's refusal tells of it", async () => {
    const { live, log, onSignedOut } = world(Array<"refuse">(20).fill("refuse"), async () => {
      throw new ProblemError("unauthenticated", 401);
    });
    live.start();
    await vi.advanceTimersByTimeAsync(60_000);

    expect(log).not.toContain("open");
    expect(onSignedOut).toHaveBeenCalled();
    await live.stop();
  });

  it("ends with the session", async () => {
    const { live, onSignedOut } = world(["open"], async () => {
      throw new ProblemError("unauthenticated", 401);
    });
    live.start();
    await vi.advanceTimersByTimeAsync(60_000);

    expect(onSignedOut).toHaveBeenCalledOnce();
    await live.stop();
  });
});
