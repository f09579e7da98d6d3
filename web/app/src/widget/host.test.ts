import { expect, it, vi } from "vitest";
import type { ToFrame } from "../../../loader/src/messages";
import { Host } from "./host";

const shop = "https://shop.example";

function framed(origin = shop) {
  const page = { postMessage: vi.fn() } as unknown as Window;
  const heard: ToFrame[] = [];
  const host = new Host(origin, page);
  host.listen((message) => heard.push(message));
  const says = (from: string, source: unknown, data: unknown) =>
    window.dispatchEvent(new MessageEvent("message", { origin: from, data, source } as never));

  return { page, host, heard, says };
}

it("hears the page that it stands in, and neither another site nor another window", () => {
  const { page, heard, says } = framed();
  const open = { parley: "open", context: null, isCounted: true, signIn: null };
  for (const [from, source, data] of [
    ["https://evil.example", page, open],
    ["null", page, open],
    [shop, window, open],
    [shop, page, "open"],
    [shop, page, null],
    [shop, page, { other: 1 }],
  ] as const)
    says(from, source, data);
  expect(heard).toEqual([]);

  says(shop, page, open);
  expect(heard).toEqual([open]);
});

it("speaks to the named site alone, and to nobody where none is named", () => {
  const { host, page } = framed();
  host.tell({ parley: "ready" });
  expect(page.postMessage).toHaveBeenCalledWith({ parley: "ready" }, shop);

  const alone = framed("");
  alone.host.tell({ parley: "ready" });
  alone.says("", alone.page, { parley: "shutdown" });
  expect(alone.page.postMessage).not.toHaveBeenCalled();
  expect(alone.heard).toEqual([]);
});
