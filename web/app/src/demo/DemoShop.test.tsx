import { fireEvent, screen, waitFor } from "@testing-library/react";
import { useLocation } from "react-router";
import { describe, expect, it, vi } from "vitest";
import { ProblemError } from "../api/problem";
import type { ListingSummary } from "../api/types";
import { renderApp, sessionOf } from "../app/renderApp";
import { api } from "../app/SessionProvider";
import { northwind, order } from "../conversation/cast";
import DemoShop from "./DemoShop";

const teapot: ListingSummary = {
  id: "0195aaaa-0000-7000-8000-000000000001",
  shopId: "0198eeee-0000-7000-8000-000000000005",
  kind: "listing",
  externalId: "teapot",
  title: "Stoneware teapot",
  business: { id: northwind, name: "Northwind" },
  version: 1,
  changedAt: "2026-11-20T10:00:00.000Z",
  price: { minor: 6400, currency: "GBP" },
};

const Address = () => <output>{useLocation().pathname}</output>;

describe("The demo shop", () => {
  it("places one order, however often it has to be tried, and goes to it", async () => {
    vi.spyOn(api, "demo").mockResolvedValue({ items: [] });
    const placeDemoOrder = vi.fn(async (_: { listingId: string; clientId: string }) => order(7));
    placeDemoOrder.mockRejectedValueOnce(new ProblemError("offline", 0));
    renderApp(
      <>
        <DemoShop />
        <Address />
      </>,
      sessionOf({ listings: async () => ({ items: [teapot] }), placeDemoOrder }),
    );

    const press = async () =>
      fireEvent.click(await screen.findByRole("button", { name: "Place order: Stoneware teapot" }));
    expect(await screen.findByText("£64.00")).toBeTruthy();
    expect(screen.getByText("Sold by Northwind")).toBeTruthy();
    await press();
    expect(await screen.findByText(/No connection/)).toBeTruthy();
    await press();

    await waitFor(() => expect(document.querySelector("output")?.textContent).toBe(`/orders/${order(7).id}`));
    const [first, second] = placeDemoOrder.mock.calls;
    expect(first?.[0].listingId).toBe(teapot.id);
    expect(second).toEqual(first);
  });

  it("is not there where the data is no demo", async () => {
    vi.spyOn(api, "demo").mockRejectedValue(new ProblemError("not_found", 404));
    renderApp(<DemoShop />, sessionOf({}));

    expect(await screen.findByText("There is no demo here")).toBeTruthy();
  });
});
