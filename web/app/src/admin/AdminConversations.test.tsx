import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { Route, Routes, useLocation } from "react-router";
import { describe, expect, it, vi } from "vitest";
import type { Api, ListAllQuery } from "../api/client";
import { ProblemError } from "../api/problem";
import type { ConversationView } from "../api/types";
import { renderApp, sessionOf } from "../app/renderApp";
import { byJo, conversation, everyone, message, northwind, team } from "../conversation/cast";
import AdminConversations from "./AdminConversations";
import { ada, listed } from "./cast";

vi.stubGlobal(
  "IntersectionObserver",
  class {
    observe() {}
    disconnect() {}
  },
);
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
};

function Address() {
  const { pathname, search } = useLocation();

  return <output>{pathname + search}</output>;
}

const address = () => document.querySelector("output")?.textContent;
const gone = () => Promise.reject(new ProblemError("not_found", 404));

function open(answers: Partial<Api>, at = "/admin") {
  const session = sessionOf(
    { allConversations: async () => ({ items: [listed(7), listed(5)] }), conversation: gone, ...answers },
    { id: ada, name: "Ada Brandt", isAdmin: true },
  );
  renderApp(
    <>
      <Routes>
        <Route path="/admin" element={<AdminConversations />} />
        <Route path="/admin/conversations/:id" element={<AdminConversations />} />
      </Routes>
      <Address />
    </>,
    session,
    at,
  );

  return session;
}

const one = `/admin/conversations/${listed(7).id}`;
const lines = () => within(screen.getByLabelText("Conversations")).queryAllByRole("listitem");
const write = (reason: string) => fireEvent.change(screen.getByLabelText("Reason"), { target: { value: reason } });
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

/** A conversation that an admin sees, with what he may do there. */
const seen = (may: string[], rest: Partial<ConversationView> = {}) =>
  conversation({
    id: listed(7).id,
    heads: [{ audience: everyone, seq: 1 }],
    mine: { role: "platform", may, audiences: [] },
    ...rest,
  });

describe("Everybody's conversations", () => {
  it("are listed with customer, business, topic and number of messages, and narrowed by the address", async () => {
    const allConversations = vi.fn(async (_: ListAllQuery) => ({ items: [listed(7, { isOpen: true })] }));
    open({ allConversations }, `/admin?status=open&business=${northwind}&customer=nobody`);

    expect(await screen.findByText("Ana Duarte")).toBeTruthy();
    expect(lines()[0]?.textContent).toMatch(/Ana Duarte.*Northwind7 messagesShipped#7/);
    expect(screen.getByLabelText("Open to you")).toBeTruthy();
    expect(allConversations.mock.calls[0]?.[0]).toEqual({ status: "open", business: northwind, limit: 30 });
    press("Remove filter Business: Northwind");
    fireEvent.change(screen.getByLabelText("Topic"), { target: { value: "listing" } });
    await waitFor(() =>
      expect(allConversations.mock.calls.at(-1)?.[0]).toEqual({ status: "open", topic: "listing", limit: 30 }),
    );
    expect(address()).toBe("/admin?status=open&customer=nobody&topic=listing");
  });

  it("say why there are none, and whether a filter is the reason", async () => {
    open({ allConversations: async () => ({ items: [] }) }, "/admin?status=closed");

    expect(await screen.findByText("Nothing matches")).toBeTruthy();
    press("Clear filters");
    expect(await screen.findByText("No conversations yet")).toBeTruthy();
  });

  it("that could not be loaded can be tried again", async () => {
    let fails = true;
    open({ allConversations: () => (fails ? Promise.reject(new Error()) : Promise.resolve({ items: [listed(1)] })) });

    expect((await screen.findByRole("alert")).textContent).toContain("could not be loaded");
    fails = false;
    press("Try again");
    expect(await screen.findByText("Northwind")).toBeTruthy();
  });
});

describe("A conversation of others", () => {
  it("shows what it is about, and opens with a reason only", async () => {
    let isOpen = false;
    const openOversight = vi.fn(async () => {
      isOpen = true;

      return { endsAt: new Date(2026, 10, 21, 13, 5).toISOString() };
    });
    open(
      {
        openOversight,
        conversation: () => (isOpen ? Promise.resolve(seen(["note", "join"])) : gone()),
        messages: async () => ({ items: [message(1, { body: "Where is it?" })] }),
      },
      one,
    );

    expect(await screen.findByText(/Nobody in it is told/)).toBeTruthy();
    expect(screen.getAllByText("Oak side table").length).toBeGreaterThan(0);
    press("Open for an hour");
    expect(screen.getByText("Say why you need to read it.")).toBeTruthy();
    write("x".repeat(501));
    press("Open for an hour");
    expect(screen.getByText("1 character too long")).toBeTruthy();
    expect(openOversight).not.toHaveBeenCalled();

    write("  Complaint\n 42 ");
    press("Open for an hour");

    expect(await screen.findByText("Where is it?")).toBeTruthy();
    expect(openOversight).toHaveBeenCalledWith(listed(7).id, "Complaint 42");
    expect(screen.getByText(/You look on and nobody in it is told. Open to you until/).textContent).toMatch(/0?1:05/);
  });

  it("keeps the reason when the server refuses it", async () => {
    open({ openOversight: () => Promise.reject(new ProblemError("offline", 0)) }, one);
    await screen.findByLabelText("Reason");

    write("Complaint 42");
    press("Open for an hour");

    expect((await screen.findByRole("alert")).textContent).toContain("No connection");
    expect(screen.getByLabelText<HTMLTextAreaElement>("Reason").value).toBe("Complaint 42");
  });

  it("is read with its notes and not written in until the marketplace joins", async () => {
    const takePart = vi.fn(async () => {});
    const note = message(2, { audience: team, seq: 1, body: "Waive it", sender: byJo });
    open(
      {
        takePart,
        audit: async () => ({ items: [] }),
        conversation: async () => seen(["note", "join"]),
        messages: async () => ({ items: [message(1), note] }),
      },
      one,
    );

    expect((await screen.findByText("Waive it")).closest("article")?.textContent).toContain(
      "For the team of Northwind. You see it because you gave a reason",
    );
    expect(screen.queryByRole("textbox", { name: /^Write to/ })).toBeNull();
    expect(screen.getByText("You can read this conversation but not write in it.")).toBeTruthy();
    press("Join conversation");
    await waitFor(() => expect(takePart).toHaveBeenCalledWith(listed(7).id, true));
  });

  it("that was read before the page was left is shut once its hour is over", async () => {
    let isOver = false;
    const session = open(
      {
        audit: async () => ({ items: [] }),
        conversation: () => (isOver ? gone() : Promise.resolve(seen(["join"]))),
        messages: async () => ({ items: [message(1, { body: "Where is it?" })] }),
      },
      one,
    );
    expect(await screen.findByText("Where is it?")).toBeTruthy();

    isOver = true;
    await session.store.refetchQueries({ queryKey: ["conversation"] });

    expect(await screen.findByLabelText("Reason")).toBeTruthy();
    expect(screen.queryByText("Where is it?")).toBeNull();
    expect(session.store.getQueryData(["timeline", listed(7).id])).toBeUndefined();
  });

  it("tells from the record until when it is open", async () => {
    const audit = vi.fn(async () => ({
      items: [{ id: "1", action: "oversight.opened", at: new Date(2026, 10, 21, 12, 0).toISOString() } as never],
    }));
    open({ audit, conversation: async () => seen(["join"]), messages: async () => ({ items: [] }) }, one);

    expect((await screen.findByText(/until/)).textContent).toMatch(/0?1:00/);
    expect(audit).toHaveBeenCalledWith({
      action: "oversight.opened",
      actor: ada,
      conversation: listed(7).id,
      limit: 1,
    });
  });

  it("of the marketplace's own lets it speak and leave, and closes after asking", async () => {
    const setStatus = vi.fn(async () => {});
    const takePart = vi.fn(async () => {});
    open(
      {
        setStatus,
        takePart,
        audit: async () => ({ items: [] }),
        conversation: async () => seen(["send", "note", "leave", "resolve", "close"]),
        messages: async () => ({ items: [] }),
      },
      one,
    );
    expect(await screen.findByRole("textbox", { name: "Write to everyone" })).toBeTruthy();

    press("More");
    fireEvent.click(await screen.findByRole("menuitem", { name: "Close conversation" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText(/Nobody can write in it any more/)).toBeTruthy();
    expect(setStatus).not.toHaveBeenCalled();
    fireEvent.click(dialog.getByRole("button", { name: "Close conversation" }));
    await waitFor(() => expect(setStatus).toHaveBeenCalledWith(listed(7).id, "closed"));
    press("Leave");
    await waitFor(() => expect(takePart).toHaveBeenCalledWith(listed(7).id, false));
  });

  it("that the marketplace is in asks for a reason before it can be left", async () => {
    open({ conversation: async () => seen(["send", "note", "close"]), messages: async () => ({ items: [] }) }, one);

    fireEvent.click(await screen.findByRole("button", { name: "Give a reason" }));

    expect(within(await screen.findByRole("dialog")).getByLabelText("Reason")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Leave" })).toBeNull();
  });
});
