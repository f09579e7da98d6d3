import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Api } from "../api/client";
import type { Customer } from "../api/types";
import { renderApp, sessionOf } from "../app/renderApp";
import { ana, conversation, everyone, northwind, row, team } from "../conversation/cast";
import BlockedCustomers from "./BlockedCustomers";
import { ContextPane } from "./ContextPane";

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
HTMLDialogElement.prototype.close = () => {};

const order = { id: "0196aaaa-0000-7000-8000-000000000001", number: "10428" };
const known: Customer = {
  id: ana,
  name: "Ana Duarte",
  isGuest: false,
  orderCount: 7,
  orders: [{ ...order, status: "shipped", placedAt: "2026-11-20T10:00:00Z" }],
  conversations: [row(5, { subject: "Paper lantern" })],
  locale: "pt-PT",
  timeZone: "Asia/Tokyo",
};

function show(customer: Partial<Customer> = {}, answers: Partial<Api> = {}) {
  const seen = conversation({
    topic: { kind: "general", title: "Northwind" },
    mine: { role: "seller", businessId: northwind, may: ["send"], audiences: [everyone, team] },
  });
  const session = sessionOf({
    conversation: async () => seen,
    customerIn: async () => ({ ...known, ...customer }),
    ...answers,
  });
  renderApp(<ContextPane conversationId={seen.id} />, session);
}

describe("What the desk knows of a customer", () => {
  it("is name, language, time, orders and the other conversations (covers: S2-9)", async () => {
    show();

    const part = (await screen.findByText("Orders with you: 7")).closest("section") as HTMLElement;
    expect(within(part).getByText("Ana Duarte")).toBeTruthy();
    expect(part.textContent).toMatch(/Language.*Portuguese/);
    const inTokyo = (ago: number) =>
      new Date(Date.now() - ago).toLocaleTimeString(undefined, {
        hour: "2-digit",
        minute: "2-digit",
        timeZone: "Asia/Tokyo",
      });
    // The minute may change between.
    expect([inTokyo(0), inTokyo(60_000)]).toContain(/Local time(.*?)Orders/.exec(part.textContent ?? "")?.[1]);
    expect(within(part).getByRole("link", { name: /10428/ }).getAttribute("href")).toBe(
      `/inbox/orders/${order.id}?as=${northwind}`,
    );
    expect(within(part).getByRole("link", { name: "Paper lantern" }).getAttribute("href")).toBe(
      `/inbox/all/${row(5).conversationId}?as=${northwind}`,
    );
    expect(within(part).getByRole("link", { name: /All conversations with/ })).toBeTruthy();
    expect(part.textContent).not.toContain("Guest");
  });

  it("says of a guest's address whether it is his", async () => {
    show({
      isGuest: true,
      orderCount: 0,
      orders: [],
      conversations: [],
      email: { value: "kim@example.com", isProven: false },
      phone: "+351912345678",
    });

    expect((await screen.findByText("kim@example.com")).closest("p")?.textContent).toContain("Not confirmed");
    expect(screen.getByText("+351912345678")).toBeTruthy();
    expect(screen.getByText("No orders with you yet")).toBeTruthy();
  });
});

describe("Blocked customers", () => {
  it("are listed with who blocked them, and taken off the list", async () => {
    let blocked = [{ personId: ana, name: "Ana Duarte", by: "Jo Reyes", blockedAt: "2026-11-20T10:00:00Z" }];
    const block = vi.fn(async () => {
      blocked = [];
    });
    const session = sessionOf({ blocks: async () => ({ items: blocked }), block });
    renderApp(<BlockedCustomers businessId={northwind} onClose={() => {}} />, session);

    expect(await screen.findByText(/Blocked by Jo Reyes on/)).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Unblock Ana Duarte" }));

    await waitFor(() => expect(screen.getByText("Nobody is blocked")).toBeTruthy());
    expect(block).toHaveBeenCalledWith(northwind, ana, false);
  });

  it("that could not be fetched can be asked for again", async () => {
    const blocks = vi.fn().mockRejectedValueOnce(new TypeError("offline")).mockResolvedValue({ items: [] });
    renderApp(<BlockedCustomers businessId={northwind} onClose={() => {}} />, sessionOf({ blocks }));

    fireEvent.click(await screen.findByRole("button", { name: "Try again" }));

    expect(await screen.findByText("Nobody is blocked")).toBeTruthy();
  });
});
