import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { MemoryRouter, Route, Routes, useLocation } from "react-router";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Api } from "../api/client";
import { ProblemError } from "../api/problem";
import type { ContactDoor } from "../api/types";
import { renderApp, sessionOf } from "../app/renderApp";
import { api, DoorContext } from "../app/SessionProvider";
import { conversation, northwind } from "../conversation/cast";
import { draftKey } from "../conversation/drafts";
import { ContactButton } from "./ContactButton";
import ContactPage from "./ContactPage";

const service = "0195bbbb-0000-7000-8000-000000000001";
const page = `/contact/service/${service}`;
const talk = conversation().id;
/** A dialog's code comes with the first one that is opened. In milliseconds. */
const PATIENCE = { timeout: 10_000 };
const templates = [
  "Hi, I'm interested in this service. Could you provide more details?",
  "What's your availability for this service?",
  "Can you provide a custom quote for my requirements?",
  "I'd like to discuss the service details before booking.",
];

const door = (rest: Partial<ContactDoor> = {}): ContactDoor => ({
  business: { id: northwind, name: "Northwind" },
  topic: { kind: "service", id: service, title: "Home cleaning", price: { minor: 4200, currency: "EUR" } },
  maxLength: 500,
  reveals: [],
  takesInquiries: false,
  ...rest,
});

const Address = () => <output>{useLocation().pathname}</output>;
const routes = (
  <>
    <Routes>
      <Route path="/contact/:kind/:id" element={<ContactPage />} />
      <Route path="*" element={null} />
    </Routes>
    <Address />
  </>
);
const address = () => document.querySelector("output")?.textContent;
const box = () => screen.findByLabelText<HTMLTextAreaElement>("Your Message:");
const type = async (text: string) => fireEvent.change(await box(), { target: { value: text } });
const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });

async function open(answers: Partial<Api> = {}, rest: Partial<ContactDoor> = {}) {
  const session = sessionOf({ contact: async () => door(rest), ...answers });
  renderApp(routes, session, page);
  await screen.findByRole("heading", { name: "Contact Northwind" });

  return session;
}

function openSignedOut() {
  vi.spyOn(api, "contact").mockResolvedValue(door({ refusal: "sign_in_required" }));
  render(
    <MemoryRouter initialEntries={[page]}>
      <DoorContext value={{ standing: { is: "out" }, ask: () => {}, signOut: async () => {} }}>
        <QueryClientProvider client={new QueryClient()}>{routes}</QueryClientProvider>
      </DoorContext>
    </MemoryRouter>,
  );
}

beforeEach(() => sessionStorage.clear());

// What jsdom lacks of a dialog.
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
HTMLDialogElement.prototype.close = function () {
  this.open = false;
};

describe("A quick message", () => {
  it("opens over the page, says to whom it goes and about what (covers: S0-20, S2-4, S2-110)", async () => {
    renderApp(
      <ContactButton asked={{ kind: "service", id: service }} name="Northwind">
        Ask
      </ContactButton>,
      sessionOf({ contact: async () => door() }),
    );

    fireEvent.click(button("Ask"));

    expect(await screen.findByRole("heading", { name: "Contact Northwind" }, PATIENCE)).toBeTruthy();
    expect(await screen.findByText("Home cleaning")).toBeTruthy();
    expect(screen.getByText("Quick Messages:")).toBeTruthy();
    expect((await box()).placeholder).toBe("Type your message here...");
    expect((await box()).rows).toBe(4);
  });

  it("is filled by a press on a template, whose words are all there (covers: S2-61, S2-62)", async () => {
    await open();

    const group = within(screen.getByRole("group", { name: "Quick Messages:" }));
    expect(group.getAllByRole("button").map((one) => one.textContent)).toEqual(templates);
    for (const template of templates) {
      fireEvent.click(button(template));
      expect((await box()).value).toBe(template);
    }
    expect(await box()).toBe(document.activeElement);
  });

  it("has a template put in where the caret is, which goes on behind it (covers: S2-62)", async () => {
    const session = await open();
    await type("Hello Thanks");
    (await box()).setSelectionRange(6, 6);

    fireEvent.click(button(templates[1] ?? ""));

    const whole = `Hello ${templates[1]} Thanks`;
    expect((await box()).value).toBe(whole);
    expect((await box()).selectionStart).toBe(whole.length - "Thanks".length);
    expect(session.drafts.all.get().get(draftKey(`new-${service}`, "reply"))).toBe(whole);
  });

  it("that was begun before goes on at its end", async () => {
    sessionStorage.setItem(`parley-ask-${service}`, "Hello");
    openSignedOut();
    await box();

    fireEvent.click(button(templates[1] ?? ""));

    expect((await box()).value).toBe(`Hello ${templates[1]}`);
  });

  it("counts up to its limit and goes no further (covers: S2-63)", async () => {
    await open();

    await type("x".repeat(499));
    expect(screen.getByText("499/500 characters")).toBeTruthy();
    expect(button("Send").disabled).toBe(false);
    // One sign of two UTF-16 code units.
    await type(`${"x".repeat(499)}👋`);
    expect(screen.getByText(/501\/500 characters/)).toBeTruthy();
    expect(button("Send").disabled).toBe(true);
  });

  it("is sent once and trimmed, and goes on where it was said (covers: S2-64, S2-65, S2-66, S2-111)", async () => {
    let answer = (_: Awaited<ReturnType<Api["inquire"]>>) => {};
    const inquire = vi.fn<Api["inquire"]>(() => new Promise((resolve) => (answer = resolve)));
    const session = await open({ inquire });
    await type("   ");
    expect(button("Send").disabled).toBe(true);

    await type("  When could you come? ");
    fireEvent.click(button("Send"));
    await waitFor(() => expect(button("Sending").disabled).toBe(true));
    expect(button("Sending").querySelector(".quick__spinner")).toBeTruthy();
    answer({ id: service, state: "sent", conversationId: talk });

    expect(await screen.findByRole("heading", { name: "Sent to Northwind" })).toBeTruthy();
    expect(screen.getByText(/^Your message has been sent to Northwind\./)).toBeTruthy();
    expect(inquire.mock.calls).toEqual([
      [
        {
          topic: { kind: "service", id: service },
          businessId: northwind,
          message: { clientId: expect.any(String), body: "When could you come?" },
        },
      ],
    ]);
    expect(session.drafts.all.get()).toEqual(new Map());
    expect(button("Done")).toBeTruthy();
    fireEvent.click(screen.getByRole("link", { name: "Continue chatting" }));
    expect(address()).toBe(`/messages/${talk}`);
  });

  it("that fails is kept, and trying again is the same message (covers: S2-65, S2-111)", async () => {
    const inquire = vi.fn<Api["inquire"]>().mockRejectedValue(new ProblemError("internal", 500));
    await open({ inquire });
    await type("When could you come?");

    fireEvent.click(button("Send"));
    expect((await screen.findByRole("alert")).textContent).toMatch(/Please try again later/);
    expect((await box()).value).toBe("When could you come?");
    expect(button("Send").disabled).toBe(false);
    fireEvent.click(button("Send"));
    await waitFor(() => expect(inquire).toHaveBeenCalledTimes(2));

    const [first, second] = inquire.mock.calls;
    expect(second).toEqual(first);
  });

  it("about an order goes to the seller that was asked for", async () => {
    const inquire = vi.fn<Api["inquire"]>(async () => ({ id: service, state: "sent", conversationId: talk }));
    const seller = { id: "0197cccc-0000-7000-8000-000000000009", name: "Oakworks" };
    const order = { kind: "order", id: "0196aaaa-0000-7000-8000-000000000007" } as const;
    const contact = vi.fn<Api["contact"]>(async () =>
      door({ business: seller, topic: { ...order, title: "Oak side table" } }),
    );
    renderApp(
      <ContactButton asked={{ ...order, businessId: seller.id }} name={seller.name}>
        Ask
      </ContactButton>,
      sessionOf({ contact, inquire }),
    );
    fireEvent.click(button("Ask"));
    fireEvent.change(await screen.findByLabelText("Your Message:", {}, PATIENCE), {
      target: { value: "Where is it?" },
    });
    fireEvent.click(button("Send"));

    await waitFor(() => expect(inquire).toHaveBeenCalledOnce());
    expect(contact.mock.calls[0]).toEqual([{ ...order, businessId: seller.id }]);
    expect(inquire.mock.calls[0]?.[0]).toMatchObject({ topic: order, businessId: seller.id });
  });

  it("goes along to the whole conversation, on the device and not in the address (covers: S2-5, S2-67)", async () => {
    const start = vi.fn<Api["start"]>(async () => conversation() as never);
    const session = await open({ start });
    await type("When could you come?");

    fireEvent.click(button("Open full chat"));

    await waitFor(() => expect(address()).toBe(`/messages/${talk}`));
    expect(start.mock.calls[0]?.[0].message).toBeUndefined();
    expect(session.drafts.all.get()).toEqual(new Map([[draftKey(talk, "reply"), "When could you come?"]]));
  });

  it("is kept with the other drafts until it is sent", async () => {
    const session = await open();
    await type("When could you come?");

    expect(session.drafts.all.get().get(draftKey(`new-${service}`, "reply"))).toBe("When could you come?");
  });

  it("says why it cannot be written, and what to do", async () => {
    await open({}, { refusal: "purchase_required" });

    expect(screen.getByText(/after your first order with it/)).toBeTruthy();
    expect(screen.queryByLabelText("Your Message:")).toBeNull();
  });
});

describe("Somebody who is not signed in", () => {
  it("is led to the sign-in and back, and what he wrote is kept for him alone (covers: S2-2, S2-13)", async () => {
    openSignedOut();
    await type("When could you come?");

    expect(screen.queryByRole("button", { name: "Send" })).toBeNull();
    const way = screen.getByRole("link", { name: "Sign in to ask about this service" });
    expect(way.getAttribute("href")).toBe(`/signin?next=${encodeURIComponent(page)}`);
    expect(screen.getByText(/^Authentication Required\. Please log in to contact the provider/)).toBeTruthy();
  });

  it("finds his text after he has signed in, and it lies in this tab no more (covers: S2-2)", async () => {
    openSignedOut();
    await type("When could you come?");
    document.body.innerHTML = "";

    const session = await open();

    expect((await box()).value).toBe("When could you come?");
    expect(session.drafts.all.get().get(draftKey(`new-${service}`, "reply"))).toBe("When could you come?");
    expect(sessionStorage.length).toBe(0);
  });
});

describe("Phone and mail", () => {
  it("are shown when they are asked for, each by its own press (covers: S2-58, S2-59)", async () => {
    const revealContact = vi.fn(async () => ({ phone: "+44 20 7946 0958", email: "jo@northwind.example" }));
    await open({ revealContact }, { reveals: ["phone", "email"] });
    expect(revealContact).not.toHaveBeenCalled();

    fireEvent.click(button("Show phone number"));
    const phone = await screen.findByRole<HTMLAnchorElement>("link", { name: "+44 20 7946 0958" });
    expect([phone.href, phone.title]).toEqual(["tel:+442079460958", "Call Provider"]);
    expect(screen.queryByRole("link", { name: "jo@northwind.example" })).toBeNull();
    fireEvent.click(button("Show email address"));
    const mail = await screen.findByRole<HTMLAnchorElement>("link", { name: "jo@northwind.example" });
    expect([mail.href, mail.title]).toEqual(["mailto:jo@northwind.example", "Email Provider"]);
    expect(revealContact).toHaveBeenCalledTimes(2);
  });

  it("are not spoken of where there are none", async () => {
    await open();

    expect(screen.queryByRole("button", { name: /^Show/ })).toBeNull();
  });
});
