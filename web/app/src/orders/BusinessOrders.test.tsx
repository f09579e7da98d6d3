import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { Route, Routes } from "react-router";
import { expect, it, vi } from "vitest";
import type { OrderListQuery } from "../api/client";
import { renderApp, sessionOf } from "../app/renderApp";
import { ana, conversation, everyone, northwind, order, rowOf } from "../conversation/cast";
import { applyRow } from "../sync/apply";
import BusinessOrders from "./BusinessOrders";

vi.stubGlobal(
  "IntersectionObserver",
  class {
    observe() {}
    disconnect() {}
  },
);

const sold = order(7, {
  mayChange: true,
  status: "confirmed",
  conversations: [{ id: rowOf(7).conversationId, seller: seller() }],
  inquiries: [{ id: rowOf(5).conversationId, topic: { kind: "listing", title: "Oak bench" } }],
});

function seller() {
  return { id: northwind, name: "Northwind" };
}

async function open(at = "/inbox/orders") {
  const orders = vi.fn(async (_query: OrderListQuery) => ({ items: [sold] }));
  const session = sessionOf(
    {
      orders,
      order: async () => sold,
      list: async () => ({ items: [] }),
      messages: async () => ({ items: [] }),
      conversation: async (id) =>
        conversation({
          id,
          topic: { kind: "order", id: sold.id, title: "Oak side table", externalId: "7", status: "confirmed" },
          mine: { role: "seller", businessId: northwind, may: ["send"], audiences: [everyone] },
        }),
    },
    { businesses: [{ id: northwind, name: "Northwind", role: "owner" }] },
  );
  renderApp(
    <Routes>
      <Route path="/inbox/orders/:orderId?" element={<BusinessOrders />} />
    </Routes>,
    session,
    at,
  );
  const list = within(screen.getByRole("region", { name: "Orders" }));
  await list.findByRole("listitem");

  return { session, orders, list };
}

it("A business lists what it sold and to whom, by status", async () => {
  const { orders, list } = await open();
  expect(orders.mock.calls[0]?.[0]).toMatchObject({ as: northwind });
  expect(list.getByRole("listitem").textContent).toMatch(/#7 · Ana Duarte.*Confirmed/);

  fireEvent.click(list.getByRole("button", { name: "Shipped" }));

  await waitFor(() => expect(orders.mock.calls.at(-1)?.[0]).toMatchObject({ as: northwind, status: "shipped" }));
});

it("From an order it goes to what is said about it, and on to its next status", async () => {
  const { list } = await open();

  fireEvent.click(list.getByRole("link", { name: /#7/ }));

  const details = within(screen.getByRole("complementary", { name: "Details" }));
  fireEvent.click(await details.findByRole("button", { name: "Change status" }));
  expect(details.getByRole<HTMLSelectElement>("combobox").value).toBe("shipped");
  expect(await screen.findByRole("textbox", { name: "Write to Ana Duarte" })).toBeTruthy();
});

it("Beside an order stand the ways to what was asked before it and to all that the customer ever said", async () => {
  await open(`/inbox/orders/${sold.id}`);

  const details = within(await screen.findByRole("complementary", { name: "Details" }));
  const hrefOf = async (name: string) => (await details.findByRole("link", { name })).getAttribute("href");
  expect(await hrefOf("Oak bench")).toBe(`/inbox/all/${rowOf(5).conversationId}?as=${northwind}`);
  expect(await hrefOf("All conversations with Ana Duarte")).toBe(`/inbox/all/with/${ana}?as=${northwind}`);
});

it("A line of the business is put into its own orders only", async () => {
  const { session, list } = await open();

  act(() => applyRow(session.store, rowOf(7, { topic: { ...rowOf(7).topic, status: "confirmed" }, unread: 1 })));
  expect(list.queryByText("Unread")).toBeNull();
  act(() =>
    applyRow(
      session.store,
      rowOf(7, { topic: { ...rowOf(7).topic, status: "confirmed" }, unread: 1, businessId: northwind }),
    ),
  );
  expect(await list.findByText("Unread")).toBeTruthy();
});
