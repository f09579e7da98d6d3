import { expect, it } from "vitest";
import { conversationId, everyone } from "../conversation/cast";
import { createApi } from "./client";

const server = "http://parley.test";

function recorded() {
  const asked: { method: string; path: string; body: unknown }[] = [];
  const api = createApi(server, async (request) => {
    const body = await request.text();
    asked.push({
      method: request.method,
      path: request.url.slice(server.length),
      body: body === "" ? null : JSON.parse(body),
    });

    return Response.json({ items: [] });
  });

  return { api, asked };
}

it("The client reads, writes, marks as read and closes (covers: S4-60)", async () => {
  const { api, asked } = recorded();
  const path = `/api/v1/conversations/${conversationId}`;
  const message = { clientId: "0199aaaa-0000-7000-8000-000000000000", body: "Hello" };

  await api.messages(conversationId, { limit: 30 });
  await api.send(conversationId, message);
  await api.read(conversationId, { upTo: [{ audience: everyone, seq: 3 }] });
  await api.setStatus(conversationId, "closed");

  expect(asked).toEqual([
    { method: "GET", path: `${path}/messages?limit=30`, body: null },
    { method: "POST", path: `${path}/messages`, body: message },
    { method: "POST", path: `${path}/read`, body: { upTo: [{ audience: everyone, seq: 3 }] } },
    { method: "PATCH", path, body: { status: "closed" } },
  ]);
});

it("lets a message go on when the page is left", async () => {
  const asked: Request[] = [];
  const api = createApi(server, async (request) => {
    asked.push(request);

    return Response.json({});
  });

  await api.send(conversationId, { clientId: "0199aaaa-0000-7000-8000-000000000000", body: "Hello" });

  expect(asked.map(({ keepalive }) => keepalive)).toEqual([true]);
});

it("the operations of the server have generated calls, and nothing in the app asks by hand (covers: S0-23)", () => {
  const [generated] = Object.values(
    import.meta.glob<string>("./schema.ts", { query: "?raw", import: "default", eager: true }),
  );
  const sources = Object.entries(
    import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.*", "!./*.ts"], {
      query: "?raw",
      import: "default",
      eager: true,
    }),
  );

  expect(generated?.match(/: operations\["\w+"\];/g)?.length).toBeGreaterThan(60);
  const byHand = /(?<![.#\w])fetch\(|globalThis\.fetch|XMLHttpRequest|sendBeacon|new WebSocket|new EventSource/;
  expect(sources.length).toBeGreaterThan(100);
  // What a generated client of its own is given to send with is no call by hand.
  const given = /globalThis\.fetch(?!\()|globalThis\.fetch\(request\)|return fetch\(request, /g;
  const calls = (source: string) => (source.includes("createClient<paths>") ? source.replace(given, "") : source);
  expect(sources.filter(([, source]) => byHand.test(calls(source))).map(([file]) => file)).toEqual([]);
});
