import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { ProblemError } from "../api/problem";
import { renderApp, sessionOf } from "../app/renderApp";
import AdminContact from "./AdminContact";
import type { ContactPolicies } from "./shopCalls";

const market = "0199a1b2-0000-7000-8000-000000000001";

/** A server that keeps what it is told, until it refuses. */
function open(refusal: Error | null = null) {
  let kept: ContactPolicies = { listing: "signed_in", service: "signed_in", general: "closed" };
  const calls = {
    policies: vi.fn(async () => kept),
    setPolicies: vi.fn(async (_shop: string, wanted: Partial<ContactPolicies>) => {
      if (refusal !== null) throw refusal;
      kept = { ...kept, ...wanted };

      return kept;
    }),
  };
  const shops = [{ id: market, name: "Harbour Market" }];
  renderApp(<AdminContact calls={calls} />, sessionOf({}, { isAdmin: true, shops }), "/admin/contact");

  return calls;
}

const listings = async () => (await screen.findByLabelText(/^Listings/)) as HTMLSelectElement;

it("shows who may write about what, and keeps what is chosen", async () => {
  const calls = open();
  expect((await listings()).value).toBe("signed_in");
  fireEvent.change(await listings(), { target: { value: "verified_email" } });

  expect(await screen.findByText("Saved")).toBeTruthy();
  expect(calls.setPolicies).toHaveBeenCalledWith(market, { listing: "verified_email" });
  expect((await listings()).value).toBe("verified_email");
  expect(screen.getByText(/A guest writes too/)).toBeTruthy();
});

it("sets everything to buyers only by one button", async () => {
  const calls = open();
  fireEvent.click(await screen.findByRole("button", { name: "Only buyers, for all of them" }));

  await waitFor(() => expect(screen.getAllByText(/has an order that was not cancelled/)).toHaveLength(3));
  expect(calls.setPolicies).toHaveBeenCalledWith(market, { listing: "buyers", service: "buyers", general: "buyers" });
});

it("goes back to what holds, and says so, when the server refuses", async () => {
  open(new ProblemError("internal", 500));
  fireEvent.change(await listings(), { target: { value: "closed" } });

  expect(await screen.findByRole("alert")).toBeTruthy();
  expect((await listings()).value).toBe("signed_in");
});
