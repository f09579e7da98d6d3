import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { ListQuery } from "../api/client";
import { northwind, row } from "../conversation/cast";
import { Rail } from "./Rail";
import { renderApp, sessionOf } from "./renderApp";

it("The rail counts what waits unread in every business of a person, and not what is muted (covers: S3-43)", async () => {
  const gull = "0197cccc-0000-7000-8000-000000000009";
  const waiting: Record<string, ReturnType<typeof row>[]> = {
    [northwind]: [row(1, { unread: 2 }), row(2, { unread: 1 }), row(3, { unread: 1, muted: true })],
    [gull]: [row(4, { unread: 5 })],
  };
  const list = async ({ as = "" }: ListQuery) => ({ items: waiting[as] ?? [] });
  const businesses = [
    { id: northwind, name: "Northwind", role: "owner" as const },
    { id: gull, name: "Gull Coffee", role: "agent" as const },
  ];
  renderApp(<Rail />, sessionOf({ list }, { businesses }), "/inbox/all");

  const inbox = screen.getByRole("link", { name: /Inbox/ });
  expect(await within(inbox).findByText("3 unread conversations")).toBeTruthy();
  expect(screen.getByRole("link", { name: /Messages/ }).textContent).toBe("Messages");
});

it("The way to the admin pages is there for admins only", async () => {
  const list = async () => ({ items: [] });
  const { unmount } = renderApp(<Rail />, sessionOf({ list }));
  expect(screen.queryByRole("link", { name: "Admin" })).toBeNull();
  unmount();

  renderApp(<Rail />, sessionOf({ list }, { isAdmin: true }));
  expect(screen.getByRole("link", { name: "Admin" }).getAttribute("href")).toBe("/admin");
});
