import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { Route, Routes, useLocation } from "react-router";
import { expect, it, vi } from "vitest";
import type { AuditQuery } from "../api/client";
import type { AuditEntry, Page } from "../api/types";
import { renderApp, sessionOf } from "../app/renderApp";
import { conversationId } from "../conversation/cast";
import AdminAudit from "./AdminAudit";
import { ada, entry } from "./cast";

function Address() {
  return <output>{useLocation().search}</output>;
}

const address = () => document.querySelector("output")?.textContent;

function open(answer: (query: AuditQuery) => Page<AuditEntry>, at = "/admin/audit") {
  const audit = vi.fn(async (query: AuditQuery) => answer(query));
  renderApp(
    <>
      <Routes>
        <Route path="/admin/audit" element={<AdminAudit />} />
      </Routes>
      <Address />
    </>,
    sessionOf({ audit }, { isAdmin: true }),
    at,
  );

  return audit;
}

const row = (text: string) => within(screen.getByText(text).closest("tr") as HTMLElement);

it("An entry says who did what, when and where, and opens to its particulars", async () => {
  open(() => ({
    items: [entry(1, { action: "oversight.opened", actorRole: "admin", data: { reason: "Complaint 42" } })],
  }));
  await screen.findByText("Complaint 42");

  const shown = row("Complaint 42");
  for (const text of ["Ada Brandt", "Admin", "192.0.2.7"]) expect(shown.getByText(text)).toBeTruthy();
  expect(shown.getByRole("link").getAttribute("href")).toBe(`/admin/conversations/${conversationId}`);
  expect(screen.queryByText("Browser 7")).toBeNull();
  fireEvent.click(shown.getByRole("button", { name: /^Details of Opened for oversight/ }));
  expect(screen.getByText("Browser 7")).toBeTruthy();
  expect(screen.getByText("oversight.opened")).toBeTruthy();
  expect(screen.getByText(/"reason": "Complaint 42"/)).toBeTruthy();
});

it("Filters stand in the address; a person and a conversation come from an entry", async () => {
  const audit = open(() => ({ items: [entry(1)] }));
  await screen.findByText("Ada Brandt");

  fireEvent.change(screen.getByLabelText("What was done"), { target: { value: "conversation.closed" } });
  fireEvent.change(screen.getByLabelText("From"), { target: { value: "2026-11-20" } });
  fireEvent.click(await screen.findByRole("button", { name: /^Details of/ }));
  fireEvent.click(screen.getByRole("button", { name: "Only by this person" }));

  expect(await screen.findByRole("button", { name: "Remove filter By Ada Brandt" })).toBeTruthy();
  expect(address()).toBe(`?action=conversation.closed&from=2026-11-20&actor=${ada}`);
  await waitFor(() =>
    expect(audit.mock.calls.at(-1)?.[0]).toEqual({
      action: "conversation.closed",
      actor: ada,
      from: new Date(2026, 10, 20).toISOString(),
      limit: 50,
    }),
  );
});

it("A page without anything that matches leads further back", async () => {
  open(({ before }) => (before ? { items: [entry(1)] } : { items: [], next: "further" }), `/admin/audit?actor=${ada}`);

  fireEvent.click(await screen.findByRole("button", { name: "Look further back" }));

  expect(await screen.findByText("Ada Brandt")).toBeTruthy();
  expect(screen.getByText("That is all")).toBeTruthy();
});

it("Older entries come when they are asked for", async () => {
  open(({ before }) => (before ? { items: [entry(1, { action: "key.created" })] } : { items: [entry(2)], next: "b" }));

  fireEvent.click(await screen.findByRole("button", { name: "Show older" }));

  expect(await screen.findByText("Shop key made", { selector: ".audit__action" })).toBeTruthy();
});
