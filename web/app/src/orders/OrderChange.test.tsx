import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import type { Api } from "../api/client";
import { ProblemError } from "../api/problem";
import { renderApp, sessionOf } from "../app/renderApp";
import { order } from "../conversation/cast";
import { keys } from "../sync/keys";
import { OrderChange } from "./OrderChange";
import { useOrder } from "./useOrders";

function open(changeOrder: Api["changeOrder"], known = order(7, { status: "confirmed" })) {
  const session = sessionOf({ changeOrder });
  session.store.setQueryData(keys.order(known.id), known);
  renderApp(<Shown orderId={known.id} />, session);
  fireEvent.click(screen.getByRole("button", { name: "Change status" }));

  return { known, standsAt: () => session.store.getQueryData<typeof known>(keys.order(known.id))?.status };
}

/** As on the pages: the change is shown to its own form too. */
function Shown({ orderId }: { orderId: string }) {
  const { data } = useOrder(orderId);

  return data ? <OrderChange order={data} /> : null;
}

const choose = (status: string) => fireEvent.change(screen.getByLabelText("New status"), { target: { value: status } });
const write = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

it("Who ships an order says with whom, and only what he filled in is sent", async () => {
  const changeOrder = vi.fn(async () => order(7));
  const { known, standsAt } = open(changeOrder);

  write("Courier", "DHL");
  write("Parcel number", " 0034 ");
  fireEvent.click(screen.getByRole("button", { name: "Mark as shipped" }));

  expect(await screen.findByRole("button", { name: "Change status" })).toBeTruthy();
  expect(changeOrder).toHaveBeenCalledWith(known.id, {
    status: "shipped",
    tracking: { carrier: "DHL", number: "0034" },
  });
  expect(standsAt()).toBe("shipped");
});

it("A change is seen at once, and taken back when the server refuses", async () => {
  let refuse = (_: Error) => {};
  const { standsAt } = open(() => new Promise((_, reject) => (refuse = reject)));

  choose("cancelled");
  expect(screen.getByText(/cannot be taken back/)).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Mark as cancelled" }));
  await waitFor(() => expect(standsAt()).toBe("cancelled"));
  refuse(new ProblemError("status_conflict", 409));

  expect((await screen.findByRole("alert")).textContent).toContain("moved on");
  expect(standsAt()).toBe("confirmed");
});

it("What is wrong with one field stands at the field", async () => {
  open(async () => Promise.reject(new ProblemError("invalid_request", 400, { errors: { "tracking.url": ["No."] } })));

  write("Tracking link", "https://x.example");
  fireEvent.click(screen.getByRole("button", { name: "Mark as shipped" }));

  await waitFor(() => expect(screen.getByLabelText("Tracking link").getAttribute("aria-invalid")).toBe("true"));
});

it("An order that cannot go anywhere has nothing to press", () => {
  renderApp(<OrderChange order={order(7, { status: "refunded" })} />, sessionOf({}));

  expect(screen.queryByRole("button")).toBeNull();
});
