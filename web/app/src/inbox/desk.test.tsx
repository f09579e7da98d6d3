import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { Route, Routes, useLocation } from "react-router";
import { describe, expect, it, vi } from "vitest";
import type { Api, ListQuery } from "../api/client";
import { ProblemError } from "../api/problem";
import type { InboxRow, ListingSummary } from "../api/types";
import { renderApp, sessionOf } from "../app/renderApp";
import { ana, byAna, conversation, everyone, message, northwind, row, team } from "../conversation/cast";
import BusinessInbox from "./BusinessInbox";

vi.stubGlobal(
  "IntersectionObserver",
  class {
    observe() {}
    disconnect() {}
  },
);
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
HTMLDialogElement.prototype.close = function () {
  this.open = false;
};

const lamp = "0196aaaa-0000-7000-8000-000000000001";
const vase = "0196aaaa-0000-7000-8000-000000000002";
const oak = row(7).conversationId;
const line = (n: number, rest: Partial<InboxRow> = {}) =>
  row(n, { businessId: northwind, with: { id: ana, name: "Ana Duarte", online: false }, ...rest });
const offer = (id: string, title: string) => ({ id, title }) as ListingSummary;

function Address() {
  return <output>{useLocation().search}</output>;
}

function open(answers: Partial<Api> = {}, at = "/inbox/all") {
  const list = vi.fn(async (_query: ListQuery) => ({ items: [line(7), line(5)] }));
  const session = sessionOf(
    {
      list,
      unreadOf: async () => ({ total: 3, topics: [{ kind: "listing", count: 2, id: lamp, title: "Lamp" }] }),
      listings: async () => ({ items: [offer(lamp, "Lamp"), offer(vase, "Vase")] }),
      services: async () => ({ items: [] }),
      ...answers,
    },
    { businesses: [{ id: northwind, name: "Northwind", role: "agent" }] },
  );
  renderApp(
    <>
      <Routes>
        <Route path="/inbox/:view?/:id?" element={<BusinessInbox />} />
      </Routes>
      <Address />
    </>,
    session,
    at,
  );

  return { session, list };
}

/** The desk with a conversation of Ana's open, in which a member may do this. */
function openOne(answers: Partial<Api> = {}, may: string[] = ["send", "note", "assign", "block"]) {
  const seen = () =>
    conversation({
      id: oak,
      mine: { role: "seller", businessId: northwind, may, audiences: [everyone, team], row: line(7) },
    });

  return open(
    {
      conversation: async () => seen(),
      messages: async () => ({ items: [message(1, { conversationId: oak, sender: byAna })] }),
      ...answers,
    },
    `/inbox/all/${oak}`,
  );
}

const openList = (answers: Partial<Api>) =>
  open({ list: async () => ({ items: [line(7, { unread: 2 })] }), ...answers });
const selectOfLine = async (item: string) => {
  fireEvent.click(await screen.findByRole("button", { name: "Actions for Ana Duarte" }));
  fireEvent.click(await screen.findByRole("menuitem", { name: item }));
};
const lines = () => within(screen.getByLabelText("Conversations")).queryAllByRole("listitem");
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const select = async (item: string) => {
  const menus = await screen.findAllByRole("button", { name: "More" });
  fireEvent.click(menus.at(-1) as HTMLElement);
  fireEvent.click(await screen.findByRole("menuitem", { name: item }));
};

describe("The inbox of a business", () => {
  it("is narrowed by state, listing and days, which stand in the address (covers: S3-30, S3-38)", async () => {
    const { list } = open();
    await waitFor(() => expect(lines()).toHaveLength(2));

    fireEvent.click(screen.getByRole("button", { name: "Filters" }));
    choose("State", "replied");
    await screen.findByRole("option", { name: "Vase" });
    choose("Listing or service", vase);
    choose("From", "2026-11-01");
    choose("To", "2026-11-20");

    expect(document.querySelector("output")?.textContent).toBe(
      `?state=replied&topicId=${vase}&from=2026-11-01&to=2026-11-20`,
    );
    await waitFor(() =>
      expect(list.mock.calls.at(-1)?.[0]).toEqual({
        as: northwind,
        state: "replied",
        topicId: vase,
        from: new Date(2026, 10, 1).toISOString(),
        to: new Date(2026, 10, 21).toISOString(),
        limit: 30,
      }),
    );
    expect(screen.getByRole("button", { name: "Filters, 3 on" })).toBeTruthy();
  });

  it("offers its listings with how much waits about each (covers: S3-32)", async () => {
    open();
    fireEvent.click(screen.getByRole("button", { name: "Filters" }));

    await screen.findByRole("option", { name: "Lamp (2 unread)" });
    expect(within(screen.getByLabelText("Listing or service")).getAllByRole("option")).toHaveLength(3);
  });

  it("believes no state, listing or day in an address that there is not", async () => {
    const { list } = open({}, "/inbox/all?state=gone&topicId=x&from=today&to=2026-11-2");
    await waitFor(() => expect(lines()).toHaveLength(2));

    expect(list.mock.calls.map(([query]) => query)).toContainEqual({ as: northwind, limit: 30 });
  });

  it("shows spam in a view of its own and says what is kept there", async () => {
    const list = vi.fn(async (_query: ListQuery) => ({ items: [] }));
    open({ list }, "/inbox/spam");

    await screen.findByText(/What you report as spam is kept here/);
    expect(list.mock.calls.map(([query]) => query)).toContainEqual({ as: northwind, state: "spam", limit: 30 });
    fireEvent.click(screen.getByRole("button", { name: "Filters" }));
    expect(screen.queryByLabelText("State")).toBeNull();
  });

  it("shows that it loads, that it failed, and tries again (covers: S3-41)", async () => {
    let fails = true;
    const list = async () => {
      if (fails) throw new ProblemError("internal", 500);

      return { items: [line(7)] };
    };
    open({ list });
    expect(screen.getByLabelText("Loading")).toBeTruthy();

    await screen.findByText("The list could not be loaded");
    fails = false;
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));

    await waitFor(() => expect(lines()).toHaveLength(1));
  });

  it("marks a line as read (covers: S3-40)", async () => {
    const read = vi.fn(async () => {});
    const heads = [{ audience: everyone, seq: 4 }];
    openList({ conversation: async () => conversation({ heads }), read });

    await selectOfLine("Mark as read");

    await waitFor(() => expect(read).toHaveBeenCalledWith(oak, { upTo: heads }));
    expect(within(lines()[0] as HTMLElement).queryByText("Unread")).toBeNull();
  });

  it("archives a line, with a way back (covers: S3-40)", async () => {
    const archive = vi.fn(async () => {});
    openList({ archive });

    await selectOfLine("Archive");
    await waitFor(() => expect(archive).toHaveBeenCalledWith(oak, true));
    expect(lines()).toHaveLength(0);
    fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(archive).toHaveBeenLastCalledWith(oak, false));
    expect(lines()).toHaveLength(1);
  });
});

describe("What a business does not want", () => {
  it("is reported as spam and leaves the list, until it is taken back (covers: S3-19, S3-34)", async () => {
    const reportSpam = vi.fn(async () => {});
    openOne({ reportSpam });
    await waitFor(() => expect(lines().length).toBeGreaterThan(1));

    await select("Report spam");
    await waitFor(() => expect(reportSpam).toHaveBeenCalledWith(oak, true));
    await waitFor(() => expect(screen.getByLabelText("Conversations").textContent).not.toContain("#7"));
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));

    await waitFor(() => expect(reportSpam).toHaveBeenLastCalledWith(oak, false));
    await waitFor(() => expect(screen.getByLabelText("Conversations").textContent).toContain("#7"));
  });

  it("comes back where the server refuses the report", async () => {
    openOne({ reportSpam: () => Promise.reject(new ProblemError("forbidden", 403)) });
    await waitFor(() => expect(lines().length).toBeGreaterThan(1));

    await select("Report spam");

    await screen.findByText("You may not do this.");
    expect(screen.getByLabelText("Conversations").textContent).toContain("#7");
  });

  it("is blocked only after a word about what it means, and let in again", async () => {
    const block = vi.fn(async () => {});
    openOne({ block });

    await select("Block customer");
    expect(screen.getByText(/can no longer write to you, but for what was ordered/)).toBeTruthy();
    expect(block).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole("button", { name: "Block customer" }));

    await screen.findByText("Ana Duarte is blocked");
    expect(block).toHaveBeenCalledWith(northwind, ana, true);
    fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    await screen.findByText("Ana Duarte can write to you again");
    expect(block).toHaveBeenLastCalledWith(northwind, ana, false);
  });

  it("is unblocked without a question", async () => {
    const block = vi.fn(async () => {});
    openOne({ block }, ["send", "note", "assign", "unblock"]);

    await select("Unblock customer");

    await waitFor(() => expect(block).toHaveBeenCalledWith(northwind, ana, false));
  });
});
