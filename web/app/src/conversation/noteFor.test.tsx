import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Audience, ConversationView } from "../api/types";
import { renderApp, sessionOf } from "../app/renderApp";
import { Composer } from "./Composer";
import { ana, conversation, everyone, northwind, team } from "./cast";

const member = conversation({
  mine: { role: "seller", businessId: northwind, may: ["send", "note"], audiences: [everyone, team] },
});
const send = vi.fn(() => new Promise<never>(() => {}));
/** The choice's code comes with the first one that is shown. In milliseconds. */
const PATIENCE = { timeout: 10_000 };

describe("A note, where the marketplace takes part", () => {
  const withPlatform = [...conversation().parties, { role: "platform", name: "Marketplace", online: false } as const];
  const platformWith = (who: Partial<Audience>): Audience => ({ kind: "platformWith", ...who });
  const choice = () => screen.findByLabelText<HTMLSelectElement>("Who reads the note", {}, PATIENCE);
  const choose = async (name: string) => {
    const select = await choice();
    const option = [...select.options].find(({ text }) => text === name);
    fireEvent.change(select, { target: { value: option?.value } });
  };
  const input = () => screen.getByRole<HTMLTextAreaElement>("textbox");
  const say = (text: string) => {
    fireEvent.change(input(), { target: { value: text } });
    fireEvent.submit(input().form as HTMLFormElement);
  };
  const audiences = [everyone, team, platformWith({ businessId: northwind })];

  it("lets a member choose who reads a note, and keeps the choice", async () => {
    const session = sessionOf({ send });
    const mine = { ...member.mine, audiences };
    renderApp(<Composer conversation={{ ...member, mine, parties: withPlatform }} />, session);

    fireEvent.click(screen.getByRole("button", { name: "Note" }));
    expect((await choice()).selectedOptions[0]?.text).toBe("Your team");
    await choose("Your team and the marketplace");
    expect(screen.getByText("Only your team and the marketplace see this")).toBeTruthy();
    say("A word with you");
    fireEvent.click(screen.getByRole("button", { name: "Reply" }));
    expect(screen.queryByLabelText("Who reads the note")).toBeNull();
    say("On Friday");
    fireEvent.click(screen.getByRole("button", { name: "Note" }));
    say("And another");

    expect(session.outbox.items.get().map((item) => item.audience)).toEqual([audiences[2], everyone, audiences[2]]);
  });

  it("lets its staff speak with one party, by name", async () => {
    const send = vi.fn((..._: unknown[]) => new Promise<never>(() => {}));
    const session = sessionOf({ send });
    const withAna = platformWith({ personId: ana });
    const mine: ConversationView["mine"] = {
      role: "platform",
      may: ["send", "note"],
      audiences: [everyone, { kind: "platform" }, withAna, platformWith({ businessId: northwind })],
    };
    renderApp(<Composer conversation={conversation({ mine, parties: withPlatform })} />, session);

    fireEvent.click(screen.getByRole("button", { name: "Note" }));
    expect((await choice()).selectedOptions[0]?.text).toBe("Marketplace team");
    await choose("Marketplace and Ana Duarte");
    expect(screen.getByText("Only Ana Duarte and the marketplace see this")).toBeTruthy();
    say("We see to it");

    await waitFor(() => expect(send.mock.calls[0]?.[1]).toMatchObject({ body: "We see to it", audience: withAna }));
  });

  it("offers nothing to choose while the marketplace is not there to read it", () => {
    renderApp(<Composer conversation={{ ...member, mine: { ...member.mine, audiences } }} />, sessionOf({ send }));

    fireEvent.click(screen.getByRole("button", { name: "Note" }));

    expect(screen.getByText("Only your team sees this")).toBeTruthy();
    expect(screen.queryByLabelText("Who reads the note")).toBeNull();
  });
});
