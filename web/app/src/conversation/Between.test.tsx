import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Api } from "../api/client";
import { ProblemError } from "../api/problem";
import { renderApp, sessionOf } from "../app/renderApp";
import Between from "./Between";
import { byAna, conversation, message, northwind } from "./cast";

const [order, listing] = ["about an order", "about a listing"];
const about: Record<string, Parameters<typeof conversation>[0]> = {
  [order]: {},
  [listing]: { topic: { kind: "listing", title: "Oak bench" } },
};

function open(messagesBetween: Api["messagesBetween"]) {
  const session = sessionOf({
    messagesBetween,
    conversation: async (id) => conversation({ id, ...about[id] }),
  });
  renderApp(
    <Between businessId={northwind} layout="bubbles" backTo="/messages" linkTo={(id) => `/messages/${id}`} />,
    session,
  );
}

const stretches = () => within(screen.getByRole("log")).getAllByRole("heading", { level: 2 });
const articles = () => within(screen.getByRole("log")).getAllByRole("article");

describe("All messages with a business", () => {
  it("are one scroll, each part under what it is about and with the way there, and nothing to write in", async () => {
    open(async () => ({
      items: [
        message(3, { conversationId: order }),
        message(2, { conversationId: order, sender: byAna }),
        message(1, { conversationId: listing }),
      ],
    }));

    expect(await screen.findByRole("heading", { name: "All messages with Northwind" })).toBeTruthy();
    expect(stretches().map((head) => within(head).getByRole("link").getAttribute("href"))).toEqual([
      `/messages/${listing}`,
      `/messages/${order}`,
    ]);
    expect(stretches()[0]?.textContent).toContain("Oak bench");
    expect(articles().map((one) => one.querySelector(".speech__body")?.textContent)).toEqual([
      "Message 1",
      "Message 2",
      "Message 3",
    ]);
    expect(screen.getByText("This is where it began")).toBeTruthy();
    expect(screen.queryByRole("textbox")).toBeNull();
  });

  it("goes on with older pages before what stands there, and tries again where one did not come", async () => {
    let isDown = true;
    open(async (_, { before }) => {
      if (before === undefined) return { items: [message(2, { conversationId: order })], next: "older" };
      if (isDown) throw new ProblemError("offline", 0);

      return { items: [message(1, { conversationId: order })] };
    });
    await screen.findByRole("log");

    // jsdom lays nothing out, so the scroller is told that it has a height.
    const log = screen.getByRole("log");
    Object.defineProperty(log, "clientHeight", { value: 600 });
    fireEvent.scroll(log);
    expect(await screen.findByRole("alert")).toBeTruthy();
    isDown = false;
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));

    expect(await screen.findByText("Message 1")).toBeTruthy();
    expect(stretches()).toHaveLength(1);
    expect(articles()).toHaveLength(2);
  });

  it("say why there are none, and whether trying again helps", async () => {
    open(() => Promise.reject(new ProblemError("not_found", 404)));
    expect(await screen.findByText("Nothing was said yet")).toBeTruthy();

    open(() => Promise.reject(new ProblemError("offline", 0)));
    expect((await screen.findByRole("alert")).textContent).toContain("The messages could not be loaded");
  });
});
