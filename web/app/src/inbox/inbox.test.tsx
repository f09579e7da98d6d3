import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { Route, Routes, useLocation } from "react-router";
import { describe, expect, it, vi } from "vitest";
import type { ListQuery } from "../api/client";
import type { Channel, InboxRow } from "../api/types";
import { renderApp, sessionOf } from "../app/renderApp";
import { northwind, row } from "../conversation/cast";
import { applyRow } from "../sync/apply";
import CustomerMessages from "./CustomerMessages";

vi.stubGlobal(
  "IntersectionObserver",
  class {
    observe() {}
    disconnect() {}
  },
);

function Address() {
  const { search } = useLocation();

  return <output>{search}</output>;
}

async function open(
  at = "/messages",
  rows = [row(7, { with: { id: northwind, name: "Northwind", online: true } }), row(5)],
) {
  const list = vi.fn(async (_query: ListQuery) => ({ items: rows }));
  const session = sessionOf({ list, archive: async () => {} });
  renderApp(
    <>
      <Routes>
        <Route path="/messages/:id?" element={<CustomerMessages />} />
      </Routes>
      <Address />
    </>,
    session,
    at,
  );
  await waitFor(() => expect(screen.queryByLabelText("Loading")).toBeNull());

  return { session, list };
}

const lines = () => within(screen.getByLabelText("Conversations")).queryAllByRole("listitem");

describe("The list of messages", () => {
  it("keeps its filters in the address and asks the server for them (covers: S0-26)", async () => {
    const { list } = await open();

    fireEvent.click(screen.getByRole("button", { name: "Unread" }));
    fireEvent.click(screen.getByRole("button", { name: "Filters" }));
    fireEvent.change(screen.getByLabelText("Topic"), { target: { value: "order" } });
    fireEvent.change(screen.getByLabelText("Status"), { target: { value: "resolved" } });

    expect(document.querySelector("output")?.textContent).toBe("?unread=1&topic=order&status=resolved");
    await waitFor(() =>
      expect(list.mock.calls.at(-1)?.[0]).toMatchObject({ unread: true, topic: "order", status: "resolved" }),
    );
  });

  it("opens with the filters that an address carries (covers: S0-26)", async () => {
    const { list } = await open(`/messages?q=oak&business=${northwind}&status=open`);

    expect(list.mock.calls.map(([query]) => query)).toContainEqual({
      q: "oak",
      business: northwind,
      status: "open",
      limit: 30,
    });
    expect(screen.getByRole<HTMLInputElement>("searchbox").value).toBe("oak");
  });

  it("searches after a pause in typing (covers: S0-25)", async () => {
    const { list } = await open();

    fireEvent.change(screen.getByRole("searchbox"), { target: { value: "10428" } });

    await waitFor(() => expect(list.mock.calls.at(-1)?.[0]).toMatchObject({ q: "10428" }));
  });

  it("follows live lines: a new message brings its conversation to the top with a dot", async () => {
    const { session } = await open();

    act(() => applyRow(session.store, row(5, { last: row(9).last ?? null, unread: 2 })));

    await waitFor(() => expect(lines()[0]?.textContent).toContain("#5"));
    expect(within(lines()[0] as HTMLElement).getByText("Unread")).toBeTruthy();
  });

  it("marks the lines that wait unread, those by hand too, and no others (covers: S4-56)", async () => {
    await open("/messages", [row(7, { unread: 3 }), row(6, { unreadMark: true }), row(5)]);

    expect(lines().map((line) => within(line).queryByText("Unread") !== null)).toEqual([true, true, false]);
  });

  it("counts what waits in the title of the page", async () => {
    await open("/messages", [row(7, { unread: 3 }), row(5)]);

    await waitFor(() => expect(document.title).toBe("(2) Messages · Parley"));
  });

  it("says by which way the newest message came, where it is not the usual one (covers: S4-53)", async () => {
    const by = (channel: Channel) => ({ last: { ...row(7).last, channel } as NonNullable<InboxRow["last"]> });
    await open("/messages", [row(9, by("email")), row(8, by("whatsapp")), row(7, by("sms")), row(6, by("in_app"))]);

    const signs = lines().map((line) => line.querySelector(".channel")?.textContent);
    expect(signs).toEqual(["Email", "WhatsApp", "SMS", undefined]);
  });

  it("shows a draft in place of the last message", async () => {
    const { session } = await open();

    act(() => session.drafts.write(row(7).conversationId, "reply", "Saturday works"));

    expect(lines()[0]?.textContent).toContain("Draft:Saturday works");
  });

  it("says why it is empty", async () => {
    await open("/messages?q=nothing", []);

    expect(screen.getByText("Nothing matches")).toBeTruthy();
  });

  it("moves by arrows", async () => {
    await open();
    const links = lines().map((line) => within(line).getByRole("link"));

    links[0]?.focus();
    fireEvent.keyDown(links[0] as HTMLElement, { key: "ArrowDown" });

    expect(document.activeElement).toBe(links[1]);
  });
});
