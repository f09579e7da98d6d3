import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Api, ContactsQuery, OfferQuery } from "../api/client";
import type { Contact, ListingSummary } from "../api/types";
import { renderApp, sessionOf } from "../app/renderApp";
import { northwind } from "../conversation/cast";
import { Chooser } from "./Chooser";
import type { Choice } from "./choices";

vi.stubGlobal("matchMedia", () => ({ matches: false }));

const business = { id: northwind, name: "Northwind" };
const contact = (rest: Partial<Contact> = {}): Contact => ({
  business,
  isContacted: false,
  isContactable: true,
  takes: ["order", "listing", "service", "general"],
  ...rest,
});
const lamp = { id: "0196aaaa-0000-7000-8000-000000000001", title: "Lamp", business } as ListingSummary;

function show(answers: Partial<Api> = {}, isGuest = false) {
  const contacts = vi.fn(async (_query: ContactsQuery) => ({ items: [contact()] }));
  const listings = vi.fn(async (_query: OfferQuery) => ({ items: [lamp] }));
  const onChoose = vi.fn((_choice: Choice) => {});
  const session = sessionOf(
    {
      ...{ contacts, listings },
      orders: async () => ({ items: [] }),
      services: async () => ({ items: [] }),
      ...answers,
    },
    { isGuest },
  );
  renderApp(<Chooser onChoose={onChoose} />, session);
  fireEvent.click(screen.getByRole("button", { name: "Businesses" }));

  return { contacts, listings, onChoose };
}

describe("Choosing what to write about", () => {
  it("starts from a business, then is about something of it or nothing in particular", async () => {
    const { contacts, listings, onChoose } = show();
    fireEvent.click(await screen.findByRole("button", { name: "Northwind" }));

    fireEvent.click(await screen.findByRole("button", { name: /Something else/ }));
    fireEvent.click(screen.getByRole("button", { name: /Lamp/ }));

    expect(contacts.mock.calls[0]?.[0]).toEqual({ filter: "contactable", limit: 30 });
    expect(listings.mock.calls[0]?.[0]).toEqual({ business: northwind, limit: 30 });
    expect(onChoose.mock.calls.map(([choice]) => [choice.start, choice.business])).toEqual([
      [{ kind: "general" }, business],
      [{ kind: "listing", id: lamp.id }, business],
    ]);
  });

  it("offers nothing in particular only where the business takes that", async () => {
    show({ contacts: async () => ({ items: [contact({ takes: ["listing"] })] }) });
    fireEvent.click(await screen.findByRole("button", { name: "Northwind" }));

    expect(await screen.findByRole("button", { name: /Lamp/ })).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Something else/ })).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Choose another business" }));
    expect(await screen.findByRole("button", { name: "Northwind" })).toBeTruthy();
  });

  it("gives a guest what he may write about, and asks for nothing that is not his to list", async () => {
    const refused = vi.fn(async () => {
      throw new Error("forbidden");
    });
    const { onChoose } = show({ orders: refused, listings: refused, services: refused }, true);
    expect(screen.queryByRole("button", { name: "My orders" })).toBeNull();

    fireEvent.click(await screen.findByRole("button", { name: "Northwind" }));
    expect(screen.getByRole("heading", { name: "Northwind" })).toBe(document.activeElement);
    fireEvent.click(await screen.findByRole("button", { name: /Something else/ }));

    expect(onChoose.mock.calls[0]?.[0].start).toEqual({ kind: "general" });
    expect(refused).not.toHaveBeenCalled();
  });

  it("looks for businesses by name on the server, and says when none is found", async () => {
    const { contacts } = show({});
    contacts.mockImplementation(async ({ q }) => ({ items: q === undefined ? [contact()] : [] }));
    await screen.findByRole("button", { name: "Northwind" });

    fireEvent.change(screen.getByLabelText("Search"), { target: { value: " oak " } });

    expect(await screen.findByText("Nothing found")).toBeTruthy();
    await waitFor(() =>
      expect(contacts.mock.calls.at(-1)?.[0]).toEqual({ filter: "contactable", limit: 30, q: "oak" }),
    );
  });
});
