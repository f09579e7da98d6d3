import { fireEvent, screen, waitFor } from "@testing-library/react";
import { Route, Routes, useLocation } from "react-router";
import { expect, it, vi } from "vitest";
import type { SearchQuery } from "../api/client";
import { ProblemError } from "../api/problem";
import type { Page, SearchHit } from "../api/types";
import { renderApp, sessionOf } from "../app/renderApp";
import { conversationId, northwind } from "../conversation/cast";
import AdminSearch from "./AdminSearch";
import { hit } from "./cast";

function Address() {
  return <output>{useLocation().search}</output>;
}

const address = () => document.querySelector("output")?.textContent;
const field = () => screen.getByLabelText<HTMLInputElement>("Words in messages");
const type = (text: string) => fireEvent.change(field(), { target: { value: text } });

function open(answer: (query: SearchQuery) => Page<SearchHit>, at = "/admin/search") {
  const searchAll = vi.fn(async (query: SearchQuery) => answer(query));
  renderApp(
    <>
      <Routes>
        <Route path="/admin/search" element={<AdminSearch />} />
      </Routes>
      <Address />
    </>,
    sessionOf({ searchAll }, { isAdmin: true }),
    at,
  );

  return searchAll;
}

it("Words that are typed are sought after a pause, once, and what matches is marked and stays text", async () => {
  const searchAll = open(() => ({ items: [hit(1)] }));
  expect(screen.getByText(/What you search for is kept in the audit/)).toBeTruthy();

  type("va");
  type("vase ");

  expect((await screen.findByText("vase")).tagName).toBe("MARK");
  expect(screen.getByText(/is <b>broken<\/b>/)).toBeTruthy();
  expect(screen.getByText("1 message").getAttribute("role")).toBe("status");
  expect(searchAll.mock.calls).toEqual([[{ q: "vase", limit: 50 }]]);
  expect(address()).toBe("?q=vase");
  const link = screen.getByRole("link", { name: /broken/ });
  expect(link.getAttribute("href")).toBe(`/admin/conversations/${conversationId}?topicId=${hit(1).topic.id}`);
  expect(link.textContent).toMatch(/Ana Duarte.*Customer.*#10428.*Northwind.*Closed/);
});

it("Filters stand in the address and narrow what the server is asked for", async () => {
  const searchAll = open(() => ({ items: [hit(1)] }), "/admin/search?q=vase");
  await screen.findByText("vase");

  for (const [label, value] of [
    ["Status", "resolved"],
    ["Order status", "delivered"],
    ["Channel", "email"],
    ["Sender", "seller"],
    ["From", "2026-11-20"],
  ] as const)
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  fireEvent.click(screen.getByRole("button", { name: "Unread" }));
  fireEvent.click(await screen.findByRole("button", { name: "Only with Northwind" }));

  expect(await screen.findByRole("button", { name: "Remove filter Business: Northwind" })).toBeTruthy();
  const asked = {
    q: "vase",
    status: "resolved",
    orderStatus: "delivered",
    channel: "email",
    senderRole: "seller",
    unread: true,
    business: northwind,
    from: new Date(2026, 10, 20).toISOString(),
    limit: 50,
  };
  await waitFor(() => expect(searchAll.mock.calls.at(-1)?.[0]).toEqual(asked));
  expect(address()).toContain("orderStatus=delivered");
});

it("A page that found nothing yet leads further back", async () => {
  open(({ before }) => (before ? { items: [hit(1)] } : { items: [], next: "further" }), "/admin/search?q=vase");

  fireEvent.click(await screen.findByRole("button", { name: "Search further back" }));

  expect(await screen.findByText("vase")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Search further back" })).toBeNull();
});

it("Too many words are named and not sought, nor are signs without a letter", async () => {
  const searchAll = open(() => ({ items: [] }));

  type("x".repeat(202));
  expect(screen.getByRole("alert").textContent).toBe("2 characters too long");
  type("?!");
  expect(screen.getByRole("alert").textContent).toBe("Type a letter or a digit.");

  await waitFor(() => expect(address()).toBe("?q=%3F%21"));
  expect(searchAll).not.toHaveBeenCalled();
});

it("Nothing found and nothing answered are told apart", async () => {
  let fails = true;
  open(() => {
    if (fails) throw new ProblemError("internal", 500);

    return { items: [] };
  }, "/admin/search?q=vase&status=closed");

  expect((await screen.findByRole("alert")).textContent).toContain("The search did not work");
  fails = false;
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Nothing matches")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Clear filters" }));
  expect(address()).toBe("?q=vase");
});
