import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { Route, Routes, useLocation } from "react-router";
import { describe, expect, it, vi } from "vitest";
import type { Api, OrderListQuery } from "../api/client";
import { ProblemError } from "../api/problem";
import type { OrderSummary } from "../api/types";
import { renderApp, sessionOf } from "../app/renderApp";
import { ana, conversation, message, northwind, order, rowOf } from "../conversation/cast";
import { applyMessage, applyRow } from "../sync/apply";
import CustomerOrders from "./CustomerOrders";

vi.stubGlobal(
  "IntersectionObserver",
  class {
    observe() {}
    disconnect() {}
  },
);

const counts = { pending: 0, confirmed: 0, shipped: 2, delivered: 0, completed: 14, cancelled: 1, refunded: 0 };

function Address() {
  const { pathname, search } = useLocation();

  return <output>{pathname + search}</output>;
}

async function open(known: OrderSummary[], at = "/orders", answers: Partial<Api> = {}) {
  const orders = vi.fn(async ({ status }: OrderListQuery) => ({
    items: known.filter((one) => status === undefined || one.status === status),
  }));
  const orderCounts = vi.fn(async () => counts);
  const session = sessionOf({
    orders,
    orderCounts,
    order: async (id) => known.find((one) => one.id === id) ?? Promise.reject(new ProblemError("not_found", 404)),
    list: async () => ({ items: [] }),
    conversation: async (id) => conversation({ id }),
    messages: async () => ({ items: [] }),
    ...answers,
  });
  renderApp(
    <>
      <Routes>
        <Route path="/orders/:orderId?" element={<CustomerOrders />} />
      </Routes>
      <Address />
    </>,
    session,
    at,
  );
  await waitFor(() => expect(screen.queryByLabelText("Loading")).toBeNull());

  return { session, orders, orderCounts };
}

const address = () => document.querySelector("output")?.textContent;
const list = () => within(screen.getByRole("region", { name: "Orders" }));
const lines = () => list().queryAllByRole("listitem");
const phone = () =>
  vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener() {}, removeEventListener() {} }));

describe("The page of my orders", () => {
  it("shows each order with its number, price, status and what was said last (covers: S1-56, S1-57, S1-59)", async () => {
    await open([order(7), order(5, { status: "completed", conversations: [] })]);

    expect(lines()[0]?.textContent).toMatch(/#7.*84\.00.*Message 7.*Shipped.*Oak side table ×2/);
    expect(lines()[1]?.textContent).toMatch(/#5.*No messages yet.*Completed/);
  });

  it("opens the first order with something unread (covers: S1-62)", async () => {
    const unread = order(5, {
      conversations: [
        { id: rowOf(5).conversationId, seller: { id: northwind, name: "Northwind" }, row: rowOf(5, { unread: 2 }) },
      ],
    });
    await open([order(7), unread]);

    await waitFor(() => expect(address()).toBe(`/orders/${unread.id}`));
    expect(screen.getByRole("heading", { name: "Oak side table ×2" })).toBeTruthy();
  });

  it("waits on a phone until one is chosen", async () => {
    phone();
    await open([order(7)]);

    expect(address()).toBe("/orders");
    vi.unstubAllGlobals();
  });

  it("counts by status, and each figure is a filter (covers: S1-63)", async () => {
    const { orders } = await open([order(7), order(5, { status: "completed" })]);
    const completed = await screen.findByRole("button", { name: /^Completed\s*14$/ });
    expect(screen.getByRole("button", { name: /^All\s*17$/ }).getAttribute("aria-pressed")).toBe("true");

    fireEvent.click(completed);

    await waitFor(() => expect(orders.mock.calls.at(-1)?.[0]).toMatchObject({ status: "completed" }));
    expect(completed.getAttribute("aria-pressed")).toBe("true");
    await waitFor(() => expect(lines()).toHaveLength(1));
    await waitFor(() => expect(address()).toBe(`/orders/${order(5).id}?status=completed`));
  });

  it("follows what others say, without a reload (covers: S1-58, S1-61)", async () => {
    const { session, orders } = await open([order(7), order(5)]);
    const asked = orders.mock.calls.length;

    act(() =>
      applyRow(session.store, rowOf(5, { unread: 1, last: { ...rowOf(9).last, preview: "It left" } as never })),
    );

    await waitFor(() => expect(lines()[1]?.textContent).toContain("It left"));
    expect(within(lines()[1] as HTMLElement).getByText("Unread")).toBeTruthy();
    expect(orders.mock.calls).toHaveLength(asked);
  });

  it("fetches lists and counts anew when an order has moved on", async () => {
    const { session, orders, orderCounts } = await open([order(7)]);
    const asked = orders.mock.calls.length;
    const shipped = message(8, {
      conversationId: rowOf(7).conversationId,
      kind: "system",
      system: { code: "order.delivered", data: { status: "delivered" } },
    });

    act(() => applyMessage(session.store, { message: shipped }, ana));

    await waitFor(() => expect(orders.mock.calls.length).toBeGreaterThan(asked));
    expect(orderCounts.mock.calls.length).toBeGreaterThan(1);
  });

  it("fetches the line that the first words make", async () => {
    const { session, orders } = await open([
      order(7, { conversations: [{ id: rowOf(7).conversationId, seller: { id: northwind, name: "Northwind" } }] }),
    ]);
    const asked = orders.mock.calls.length;

    act(() => applyMessage(session.store, { message: message(1, { conversationId: rowOf(7).conversationId }) }, ana));

    await waitFor(() => expect(orders.mock.calls.length).toBeGreaterThan(asked));
  });

  it("learns from a line alone that an order has moved on, as after a lost connection", async () => {
    const { session, orders } = await open([order(7)]);
    const asked = orders.mock.calls.length;

    act(() => applyRow(session.store, rowOf(7, { topic: { ...rowOf(7).topic, status: "delivered" } })));

    await waitFor(() => expect(orders.mock.calls.length).toBeGreaterThan(asked));
  });

  it("moves by arrows", async () => {
    await open([order(7), order(5)]);
    const links = lines().map((line) => within(line).getByRole("link"));

    links[0]?.focus();
    fireEvent.keyDown(links[0] as HTMLElement, { key: "ArrowDown" });

    expect(document.activeElement).toBe(links[1]);
  });

  it("says why it is empty, and what went wrong", async () => {
    await open([]);
    expect(screen.getByText("No orders yet")).toBeTruthy();
  });

  it("offers another try when the list does not come", async () => {
    await open([], "/orders", { orders: async () => Promise.reject(new ProblemError("internal", 500)) });

    expect(screen.getByText("Your orders could not be loaded")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });

  it("says that an order is not there and leads back", async () => {
    await open([], "/orders/nothing");

    expect(await screen.findByText("There is no such order")).toBeTruthy();
  });
});

describe("One order", () => {
  const tracking = { carrier: "DHL", number: "0034", url: "https://dhl.example/0034" };

  it("shows item, price, status, date, attributes and how far it has come (covers: S1-41, S1-42, S1-95)", async () => {
    const imageUrl = "https://shop.example/table.jpg";
    await open([order(7, { tracking, items: order(7).items.map((item) => ({ ...item, imageUrl })) })]);
    const banner = await screen.findByRole("banner");
    const head = within(banner);

    expect(banner.querySelector("img")?.src).toBe(imageUrl);
    expect(banner.querySelector(".chip")?.textContent).toBe("Shipped");
    expect(head.getByText("Oak side table ×2")).toBeTruthy();
    expect(head.getByText("Colour: oiled")).toBeTruthy();
    expect(head.getByText(/84\.00/)).toBeTruthy();
    expect(head.getByText(/^Placed .*2026/)).toBeTruthy();
    expect(head.getAllByRole("listitem").map((step) => step.dataset.state)).toEqual(["done", "done", "now", "next"]);
    expect(head.getByRole<HTMLAnchorElement>("link", { name: "Track parcel" }).href).toBe(tracking.url);
  });

  it("leads to what was asked before it", async () => {
    const asked = { id: rowOf(5).conversationId, topic: { kind: "listing", title: "Oak bench" } as const };
    await open([order(7, { inquiries: [asked] })], `/orders/${order(7).id}`);

    expect((await screen.findByRole("link", { name: "Oak bench" })).getAttribute("href")).toBe(`/messages/${asked.id}`);
  });

  it("leads nobody to an address that is none", async () => {
    await open([order(7, { tracking: { carrier: "DHL", url: "javascript:alert(1)" } })]);

    expect(await screen.findByText("DHL")).toBeTruthy();
    expect(screen.queryByRole("link", { name: "Track parcel" })).toBeNull();
  });

  it("about which nothing was said has a quick message to its seller", async () => {
    const silent = order(7, { conversations: [] });
    await open([silent], `/orders/${silent.id}`);

    const write = await screen.findByRole("button", { name: "Write to Northwind" });
    expect(write.getAttribute("aria-haspopup")).toBe("dialog");
  });

  it("has a conversation with each of its sellers, and the customer goes from one to the other", async () => {
    const oakworks = { id: "0197cccc-0000-7000-8000-000000000009", name: "Oakworks" };
    const asked = vi.fn(async (id: string) => conversation({ id }));
    const two = order(7, {
      conversations: [
        { id: rowOf(7).conversationId, seller: { id: northwind, name: "Northwind" }, row: rowOf(7) },
        { id: rowOf(8).conversationId, seller: oakworks },
      ],
    });
    await open([two], "/orders", { conversation: asked });
    const sellers = within(await screen.findByRole("navigation", { name: "Sellers" }));
    expect(sellers.getByRole("link", { name: "Northwind" }).getAttribute("aria-current")).toBe("true");

    fireEvent.click(sellers.getByRole("link", { name: "Oakworks" }));

    await waitFor(() => expect(asked.mock.calls.at(-1)?.[0]).toBe(rowOf(8).conversationId));
    expect(address()).toBe(`/orders/${two.id}?with=${oakworks.id}`);
  });
});
