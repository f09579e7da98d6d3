import { act, createEvent, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { ProblemError } from "../api/problem";
import { renderApp, sessionOf } from "../app/renderApp";
import { Composer } from "./Composer";
import { ConversationPane } from "./ConversationPane";
import { ana, byAna, byJo, conversation, conversationId, cursor, everyone, message, northwind, team } from "./cast";

const member = conversation({
  mine: { role: "seller", businessId: northwind, may: ["send", "note", "resolve"], audiences: [everyone, team] },
});
/** Who speaks for the business. */
const me = "0197bbbb-0000-7000-8000-000000000009";
/** A panel's code comes with the first one that is opened. In milliseconds. */
const PATIENCE = { timeout: 10_000 };
const deferred = () => {
  let reject = (_: Error) => {};
  const promise = new Promise<never>((_, refuse) => {
    reject = refuse;
  });

  return { promise, reject };
};
const input = () => screen.getByRole<HTMLTextAreaElement>("textbox");
const type = (text: string) => fireEvent.change(input(), { target: { value: text } });

describe("The composer", () => {
  const send = vi.fn(() => new Promise<never>(() => {}));

  it("sends with Enter and is empty at once (covers: S1-52)", () => {
    const session = sessionOf({ send });
    renderApp(<Composer conversation={conversation()} />, session);

    type("  Hello there ");
    fireEvent.keyDown(input(), { key: "Enter", keyCode: 13 });

    expect(input().value).toBe("");
    expect(session.outbox.items.get()).toMatchObject([{ body: "Hello there", conversationId, audience: everyone }]);
  });

  it("does not send while an input method composes", () => {
    const session = sessionOf({ send });
    renderApp(<Composer conversation={conversation()} />, session);
    type("にほん");

    const composing = createEvent.keyDown(input(), { key: "Enter", keyCode: 13 });
    Object.defineProperty(composing, "isComposing", { value: true });
    fireEvent(input(), composing);
    fireEvent.keyDown(input(), { key: "Enter", keyCode: 229 });
    fireEvent.keyDown(input(), { key: "Enter", keyCode: 13, shiftKey: true });

    expect(session.outbox.items.get()).toEqual([]);
    expect(input().value).toBe("にほん");
  });

  it("says by how much a message is too long, and does not send it", () => {
    const session = sessionOf({ send });
    renderApp(<Composer conversation={conversation()} />, session);

    type("x".repeat(10_012));
    fireEvent.keyDown(input(), { key: "Enter", keyCode: 13 });

    expect(screen.getByText("12 characters over the limit of 10,000")).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Send" }).disabled).toBe(true);
    expect(session.outbox.items.get()).toEqual([]);
  });

  it("keeps reply and note apart, each with its own draft and readers", () => {
    const session = sessionOf({ send });
    renderApp(<Composer conversation={member} />, session);
    type("To Ana");

    fireEvent.click(screen.getByRole("button", { name: "Note" }));
    expect(input().value).toBe("");
    expect(screen.getByText("Only your team sees this")).toBeTruthy();
    type("To us");
    fireEvent.submit(input().form as HTMLFormElement);
    fireEvent.click(screen.getByRole("button", { name: "Reply" }));

    expect(input().value).toBe("To Ana");
    expect(session.outbox.items.get()).toMatchObject([{ body: "To us", audience: team }]);
  });

  it("says of a note who reads it, and what to write for whom", () => {
    const platform = conversation({ mine: { role: "platform", may: ["note"], audiences: [{ kind: "platform" }] } });
    renderApp(<Composer conversation={platform} />, sessionOf({}));

    expect(screen.getByText("Only the marketplace team sees this")).toBeTruthy();
    expect(screen.getByRole("textbox", { name: "Write a note for the marketplace team" })).toBeTruthy();
  });

  it("tells a customer nothing of notes", () => {
    renderApp(<Composer conversation={conversation()} />, sessionOf({}));

    expect(screen.queryByRole("button", { name: "Note" })).toBeNull();
  });

  it("gives the reason where nothing can be written", () => {
    const closed = conversation({ status: "closed", mine: { role: "customer", may: [], audiences: [] } });
    renderApp(
      <Composer conversation={closed} whenClosed={<button type="button">New message</button>} />,
      sessionOf({}),
    );

    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.getByText("This conversation is closed.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "New message" })).toBeTruthy();
  });
});

describe("The thread", () => {
  const pane = (session: ReturnType<typeof sessionOf>) =>
    renderApp(<ConversationPane conversationId={conversationId} layout="bubbles" backTo="/messages" />, session);
  const open = async (messages: ReturnType<typeof message>[], view = conversation(), rest = {}, who = {}) => {
    const session = sessionOf(
      {
        conversation: async () => view,
        messages: async () => ({ items: messages }),
        send: () => new Promise<never>(() => {}),
        ...rest,
      },
      who,
    );
    pane(session);
    await screen.findByRole("log");

    return session;
  };
  const articles = () => within(screen.getByRole("log")).getAllByRole("article");

  it("marks where the unread begin, and keeps the mark (covers: S0-31, S4-56)", async () => {
    const read = conversation({
      heads: [{ audience: everyone, seq: 4 }],
      cursors: [cursor({ personId: ana }, 2)],
    });
    await open(
      [1, 2, 3, 4].map((n) => message(n)),
      read,
    );

    const mark = screen.getByText("New");
    expect(mark.compareDocumentPosition(screen.getByText("Message 2"))).toBe(Node.DOCUMENT_POSITION_PRECEDING);
    expect(mark.compareDocumentPosition(screen.getByText("Message 3"))).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it("loads the pages back to the first unread of a long absence", async () => {
    const read = conversation({ heads: [{ audience: everyone, seq: 40 }], cursors: [cursor({ personId: ana }, 8)] });
    const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => message(from + n));
    await open([], read, {
      messages: async (_: string, { before }: { before?: string }) =>
        before === undefined ? { items: numbers(11, 40), next: message(11).id } : { items: numbers(1, 10) },
    });

    expect(screen.getByText("New").compareDocumentPosition(screen.getByText("Message 8"))).toBe(
      Node.DOCUMENT_POSITION_PRECEDING,
    );
    expect(articles()).toHaveLength(40);
  });

  it("shows what people wrote as text, whatever it is (covers: S1-70)", async () => {
    await open([message(1, { body: "<img src=x onerror=alert(1)> javascript:alert(2) https://ok.example/a" })]);

    const [article] = articles();
    expect(article?.querySelector("img, script")).toBeNull();
    expect([...(article?.querySelectorAll("a") ?? [])].map((link) => [link.href, link.rel])).toEqual([
      ["https://ok.example/a", "noopener noreferrer nofollow"],
    ]);
    expect(article?.textContent).toContain("<img src=x onerror=alert(1)>");
  });

  it("says of each who speaks as what he does (covers: S1-49, S4-52)", async () => {
    const [oakworks, corner] = [
      "0197cccc-0000-7000-8000-000000000011",
      "0197cccc-0000-7000-8000-000000000012",
    ] as const;
    const parties = [
      ...conversation().parties,
      { role: "supplier", businessId: oakworks, name: "Oakworks", online: false } as const,
      { role: "reseller", businessId: corner, name: "Corner", online: false } as const,
      { role: "platform", name: "Marketplace", online: false } as const,
    ];
    const senders = [
      byAna,
      byJo,
      { role: "supplier", personId: "1", businessId: oakworks, name: "Greta Holm" },
      { role: "reseller", personId: "2", businessId: corner, name: "Kim Berg" },
      { role: "platform", personId: "3", name: "Ada Brandt" },
    ] as const;
    await open(
      senders.map((sender, n) => message(n + 1, { sender })),
      conversation({ parties }),
    );

    expect(
      articles().map((article) =>
        [".speech__name", ".speech__role"].map((part) => article.querySelector(part)?.textContent),
      ),
    ).toEqual([
      ["Ana Duarte", "Customer"],
      ["Jo Reyes", "Northwind · Seller"],
      ["Greta Holm", "Oakworks · Supplier"],
      ["Kim Berg", "Corner · Reseller"],
      ["Ada Brandt", "Marketplace"],
    ]);
  });

  it("lets every text choose its own direction", async () => {
    await open([message(1, { body: "مرحبا" })]);

    expect(screen.getByText("مرحبا").getAttribute("dir")).toBe("auto");
  });

  it("shows my message before the server has it, and why it has not gone out (covers: S1-53)", async () => {
    const refusal = deferred();
    await open([message(1)], conversation(), { send: () => refusal.promise });

    type("Is it there?");
    fireEvent.keyDown(input(), { key: "Enter", keyCode: 13 });
    expect(within(articles().at(-1) as HTMLElement).getByText("Sending")).toBeTruthy();

    refusal.reject(new ProblemError("conversation_closed", 409));
    await screen.findByText("Not sent");
    const mine = within(articles().at(-1) as HTMLElement);
    expect(mine.getByText("The conversation is closed.")).toBeTruthy();
    fireEvent.click(mine.getByRole("button", { name: "Discard" }));
    expect(screen.queryByText("Is it there?")).toBeNull();
  });

  it("puts a time on every message and says who has seen mine (covers: S1-50, S0-30)", async () => {
    const seen = conversation({
      cursors: [cursor({ businessId: northwind }, 1, { readAt: "2026-11-20T10:06:00.000Z" })],
    });
    await open([message(1, { sender: byAna })], seen);

    const [article] = articles();
    expect(article?.querySelector("time")?.dateTime).toBe(message(1).sentAt);
    expect(within(article as HTMLElement).getByText(/^Seen by Northwind \d/)).toBeTruthy();
  });

  it("tells who has read mine, as what and when, once asked (covers: S4-18)", async () => {
    const [at, earlier] = [message(7).sentAt, message(3).sentAt];
    const view = {
      ...member,
      cursors: [
        cursor({ personId: ana, name: "Ana Duarte" }, 1, { readAt: at }),
        cursor({ personId: "lee", name: "Lee Park" }, 1, { readAt: earlier }),
      ],
    };
    await open(
      [message(1, { sender: { ...byAna, personId: me, name: "Jo Reyes", role: "seller" } })],
      view,
      {},
      { id: me },
    );

    fireEvent.click(screen.getByRole("button", { name: /^Seen by Ana Duarte/ }));
    const readers = within(await screen.findByRole("dialog", { name: "Read by" }, PATIENCE)).getAllByRole("listitem");
    expect(readers.map((one) => one.querySelector("time")?.dateTime)).toEqual([at, earlier]);
    expect(readers[0]?.textContent).toMatch(/^Ana DuarteCustomer/);
    expect(readers[1]?.textContent).toMatch(/^Lee ParkSeller/);
  });

  it("says of each message by which way it came (covers: S4-53)", async () => {
    const channels = ["in_app", "email", "whatsapp", "sms"] as const;
    await open(channels.map((channel, index) => message(index + 1, { channel })));

    for (const [index, name] of ["In-app", "Email", "WhatsApp", "SMS"].entries()) {
      const sign = within(articles()[index] as HTMLElement).getByTitle(name);
      expect(sign.textContent).toBe(name);
      expect(sign.querySelector("svg")?.getAttribute("aria-hidden")).toBe("true");
    }
  });

  it("shows who is typing, and no longer once he has spoken (covers: S0-29)", async () => {
    const session = await open([message(1)]);

    act(() =>
      session.typing.set(
        new Map([[conversationId, [{ personId: "jo", name: "Jo", audience: everyone, until: Date.now() + 6000 }]]]),
      ),
    );
    expect(screen.getByText("Jo is typing")).toBeTruthy();
    act(() => session.typing.set(new Map()));
    expect(screen.queryByText("Jo is typing")).toBeNull();
  });

  it("fetches what a hole hides", async () => {
    const asked = vi.fn(async (_: string, { after }: { after?: string; before?: string }) =>
      after === undefined ? { items: [message(1), message(2)] } : { items: [message(3), message(4)] },
    );
    const view = conversation({ heads: [{ audience: everyone, seq: 4 }], cursors: [cursor({ personId: ana }, 4)] });
    await open([], view, { messages: asked });

    await waitFor(() => expect(articles()).toHaveLength(4));
    expect(asked.mock.calls.at(-1)?.[1]).toMatchObject({ after: message(2).id });
  });

  it("says when the other side was last here, and the shop's own word for the order's status", async () => {
    const view = conversation();
    const parties = view.parties.map((party) => ({ ...party, online: false, lastSeenAt: new Date().toISOString() }));
    await open([message(1)], { ...view, parties, topic: { ...view.topic, status: "confirmed", statusLabel: "Paid" } });

    expect(screen.getByText(/^Active just now/)).toBeTruthy();
    expect(screen.getByText("Paid")).toBeTruthy();
    expect(screen.queryByText("Confirmed")).toBeNull();
  });

  it("about a listing leads to the order that it became", async () => {
    const orders = [{ id: "0196", number: "10441", status: "pending" as const }];
    await open([message(1)], conversation({ topic: { kind: "listing", title: "Oak bench" }, orders }));

    expect(screen.getByRole("link", { name: "Became order #10441" }).getAttribute("href")).toBe("/orders/0196");
  });

  it("that does not exist says so and leads back", async () => {
    pane(
      sessionOf({
        conversation: async () => Promise.reject(new ProblemError("not_found", 404)),
        messages: async () => Promise.reject(new ProblemError("not_found", 404)),
      }),
    );

    expect(await screen.findByText("There is no such conversation")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Back to messages" })).toBeTruthy();
  });
});
