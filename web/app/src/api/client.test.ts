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
