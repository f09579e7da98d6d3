import { describe, expect, it, vi } from "vitest";
import { ProblemError } from "../api/problem";
import { type Device, openDevice } from "../sync/device";
import { Outbox } from "./carry";
import { conversationId, message } from "./cast";
import { newClientId } from "./clientId";
import type { OutboxItem } from "./outbox";

const item = (body: string): OutboxItem => ({
  clientId: newClientId(),
  conversationId,
  audience: { kind: "everyone" },
  body,
  writtenAt: new Date().toISOString(),
  state: "sending",
  attempts: 0,
  problem: null,
});

/** A device that remembers across outboxes, as IndexedDB does across reloads. */
function lastingDevice(): Device {
  const kept = new Map<string, OutboxItem>();

  return {
    ...openDevice("ana"),
    outbox: async () => [...kept.values()],
    keep: async (one) => void kept.set(one.clientId, one),
    drop: async (clientId) => void kept.delete(clientId),
  };
}

/** A server that stores each client id once, and fails as it is told. */
function server(failures: ProblemError[] = []) {
  const stored = new Map<string, string>();
  const send = vi.fn(async (_: string, { clientId, body }: { clientId: string; body: string }) => {
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
    stored.set(clientId, body);

    return message(stored.size, { clientId, body });
  });

  return { send, bodies: () => [...stored.values()] };
}

const outbox = (doors: { device: Device; send: ReturnType<typeof server>["send"] }) =>
  new Outbox({ ...doors, onSent: () => {}, chance: () => 0 });

describe("The outbox", () => {
  it("keeps a message until it is confirmed, then lets it go", async () => {
    const device = lastingDevice();
    const { send, bodies } = server();
    const box = outbox({ device, send });

    box.add(item("Hello"));
    await vi.waitFor(() => expect(box.items.get()).toEqual([]));

    expect(bodies()).toEqual(["Hello"]);
    expect(await device.outbox()).toEqual([]);
  });

  it("sends in order, one at a time, through failures that pass", async () => {
    const { send, bodies } = server([new ProblemError("offline", 0), new ProblemError("unavailable", 503)]);
    const box = outbox({ device: lastingDevice(), send });

    for (const body of ["One", "Two", "Three"]) box.add(item(body));
    await vi.waitFor(() => expect(box.items.get()).toEqual([]));

    expect(bodies()).toEqual(["One", "Two", "Three"]);
  });

  it("sends what a reload interrupted once more under the same id, so nothing is lost or doubled", async () => {
    const device = lastingDevice();
    const { send, bodies } = server();
    const lost = vi.fn(() => new Promise<never>(() => {}));
    outbox({ device, send: lost as never }).add(item("In the middle"));
    await vi.waitFor(() => expect(lost).toHaveBeenCalled());

    const reloaded = outbox({ device, send });
    await reloaded.load();
    await vi.waitFor(() => expect(reloaded.items.get()).toEqual([]));

    expect(bodies()).toEqual(["In the middle"]);
  });

  it("sends what the device is slow to keep, and nothing before what it has kept", async () => {
    const device = { ...lastingDevice(), keep: () => new Promise<never>(() => {}) };
    const { send, bodies } = server();
    const older = item("Older");
    let answer = (_: OutboxItem[]) => {};
    const box = outbox({ device: { ...device, outbox: () => new Promise((done) => (answer = done)) }, send });

    void box.load();
    box.add(item("Newer"));
    box.tryAll();
    expect(send).not.toHaveBeenCalled();
    answer([older]);
    await vi.waitFor(() => expect(box.items.get()).toEqual([]));

    expect(bodies()).toEqual(["Older", "Newer"]);
  });

  it("keeps nothing more once its person is signing out", async () => {
    const device = lastingDevice();
    let refuse = (_: ProblemError) => {};
    const send = vi.fn(() => new Promise<never>((_, fail) => (refuse = fail)));
    const box = outbox({ device, send: send as never });
    box.add(item("On its way"));
    await vi.waitFor(() => expect(send).toHaveBeenCalled());

    box.stop();
    for (const { clientId } of await device.outbox()) await device.drop(clientId);
    refuse(new ProblemError("signed_out", 401));
    await vi.waitFor(() => expect(box.items.get()[0]?.state).not.toBe("sending"));

    expect(await device.outbox()).toEqual([]);
  });

  it("keeps a refused message for the person to decide, and goes on with the next", async () => {
    const { send, bodies } = server([new ProblemError("conversation_closed", 409)]);
    const box = outbox({ device: lastingDevice(), send });
    const refused = item("Too late");

    box.add(refused);
    box.add(item("Next"));
    await vi.waitFor(() => expect(bodies()).toEqual(["Next"]));

    expect(box.items.get()).toMatchObject([{ body: "Too late", state: "failed", problem: "conversation_closed" }]);
    box.retry(refused.clientId);
    await vi.waitFor(() => expect(bodies()).toEqual(["Next", "Too late"]));
  });

  it("forgets a discarded message everywhere", async () => {
    const device = lastingDevice();
    const box = outbox({ device, send: server([new ProblemError("withheld_by_rule", 422)]).send });
    const refused = item("Never mind");
    box.add(refused);
    await vi.waitFor(() => expect(box.items.get()[0]?.state).toBe("failed"));

    box.discard(refused.clientId);

    expect(box.items.get()).toEqual([]);
    expect(await device.outbox()).toEqual([]);
  });
});

describe("A client id", () => {
  it("is a UUIDv7 that rises with time", () => {
    const [earlier, later] = [newClientId(1_000), newClientId(2_000)];

    expect(earlier).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(earlier < later).toBe(true);
    expect(new Set(Array.from({ length: 1000 }, () => newClientId(1))).size).toBe(1000);
  });
});
