import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { renderApp, sessionOf } from "../app/renderApp";
import AdminWidget from "./AdminWidget";

const market = "0199a1b2-0000-7000-8000-000000000001";

/** A server that keeps what it is told. */
function open(...origins: { origin: string; seenAt?: string }[]) {
  let allowed = origins;
  const view = () => ({ key: market, allowedOrigins: allowed });
  const calls = {
    widget: vi.fn(async () => view()),
    allow: vi.fn(async (_shop: string, wanted: string[]) => {
      allowed = wanted.map((origin) => allowed.find((one) => one.origin === origin) ?? { origin });

      return view();
    }),
  };
  const shops = [{ id: market, name: "Harbour Market" }];
  renderApp(<AdminWidget calls={calls} />, sessionOf({}, { isAdmin: true, shops }), "/admin/widget");

  return calls;
}

it("gives the lines for the shop's pages, and copies them", async () => {
  const writeText = vi.fn(async () => {});
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
  open();

  const copy = await screen.findByRole("button", { name: "Copy: Lines for every page" });
  fireEvent.click(copy);
  await waitFor(() => expect(copy.textContent).toBe("Copied"));
  expect(writeText).toHaveBeenCalledWith(
    `<script src="${window.location.origin}/loader.js" data-shop="${market}" async></script>\n<parley-launcher></parley-launcher>`,
  );
  vi.unstubAllGlobals();
});

it("waits until a site has opened the widget, and says then which and when", async () => {
  open({ origin: "https://quiet.example" });
  expect(await screen.findByText("Waiting for the first page that opens it")).toBeTruthy();
  expect(screen.getByText("Not seen yet")).toBeTruthy();
});

it("names the site that was seen last", async () => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  open({ origin: "https://old.example", seenAt: ago(50) }, { origin: "https://shop.example", seenAt: ago(2) });

  expect((await screen.findByText(/^Seen on shop\.example, 2/)).textContent).toMatch(/ago$/);
});

it("adds a site as it is pasted, refuses what is none or is there, and takes one out", async () => {
  const calls = open({ origin: "https://shop.example" });
  const field = await screen.findByLabelText("Address of a site");
  const add = (text: string) => {
    fireEvent.change(field, { target: { value: text } });
    fireEvent.click(screen.getByRole("button", { name: "Allow this site" }));
  };

  add("http://shop.example");
  expect(screen.getByText("Type an address such as https://shop.example.")).toBeTruthy();
  add("shop.example/cart");
  expect(screen.getByText("This site is in the list.")).toBeTruthy();
  expect(calls.allow).not.toHaveBeenCalled();

  add("www.shop.example/cart");
  expect(await screen.findByText("www.shop.example")).toBeTruthy();
  expect(calls.allow).toHaveBeenLastCalledWith(market, ["https://shop.example", "https://www.shop.example"]);
  fireEvent.click(screen.getByRole("button", { name: "Remove shop.example" }));
  await waitFor(() => expect(screen.queryByText("shop.example")).toBeNull());
  expect(calls.allow).toHaveBeenLastCalledWith(market, ["https://www.shop.example"]);
});
