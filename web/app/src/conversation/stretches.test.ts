import { describe, expect, it } from "vitest";
import { message } from "./cast";
import { stretchesOf } from "./stretches";

const [order, listing] = ["about an order", "about a listing"];
const page = (...said: [n: number, conversationId: string][]) => ({
  items: said.map(([n, conversationId]) => message(n, { conversationId })),
});
const shape = (...pages: ReturnType<typeof page>[]) =>
  stretchesOf(pages).map(({ conversationId, messages }) => [conversationId, messages.map(({ seq }) => seq)]);

describe("All that two said to each other", () => {
  it("stands with the newest at the end, divided where they went on in another conversation", () => {
    expect(shape(page([5, order], [4, order], [3, listing], [2, order]))).toEqual([
      [order, [2]],
      [listing, [3]],
      [order, [4, 5]],
    ]);
    expect(shape()).toEqual([]);
  });

  it("goes on over the edge of a page, and an older page renames nothing that stood there", () => {
    const [newer, older] = [page([5, order], [4, listing]), page([3, listing], [2, order])];

    expect(shape(newer, older)).toEqual([
      [order, [2]],
      [listing, [3, 4]],
      [order, [5]],
    ]);
    expect(stretchesOf([newer, older]).map(({ key }) => key)).toEqual(
      expect.arrayContaining(stretchesOf([newer]).map(({ key }) => key)),
    );
  });
});
