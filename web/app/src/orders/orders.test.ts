import { expect, it } from "vitest";
import type { OrderStatus } from "../api/types";
import { northwind, order, rowOf } from "../conversation/cast";
import {
  changesFrom,
  conversationToOpen,
  firstToOpen,
  newestRow,
  nextStatuses,
  stepsOf,
  titleOf,
  totalOf,
} from "./orders";

const oakworks = { id: "0197cccc-0000-7000-8000-000000000009", name: "Oakworks" };
const [item] = order(1).items;
if (item === undefined) throw new Error("The cast sells nothing");

/** Sold by Northwind and by Oakworks, each with a conversation of its own. */
const ofTwo = (first = rowOf(1), second = rowOf(2)) =>
  order(1, {
    conversations: [
      { id: first.conversationId, seller: { id: northwind, name: "Northwind" }, row: first },
      { id: second.conversationId, seller: oakworks, row: second },
    ],
  });

it("The first order with something unread opens by itself, else the newest", () => {
  const read = order(9);
  const unread = order(5, {
    conversations: [{ id: "c", seller: { id: northwind, name: "" }, row: rowOf(5, { unread: 1 }) }],
  });

  expect(firstToOpen([read, unread])).toBe(unread);
  expect(firstToOpen([read, order(5)])).toBe(read);
  expect(firstToOpen([])).toBeUndefined();
});

it("An order of two sellers shows who spoke last, and opens with who waits to be read", () => {
  expect(newestRow(ofTwo())?.conversationId).toBe(rowOf(2).conversationId);
  expect(conversationToOpen(ofTwo())?.seller.name).toBe("Oakworks");
  expect(conversationToOpen(ofTwo(rowOf(1, { unread: 1 })))?.seller.name).toBe("Northwind");
});

it("An order without a total costs what its items cost, if that can be said", () => {
  const usd = { ...item, price: { minor: 500, currency: "USD" } };
  const { price: _, ...unpriced } = item;

  expect(totalOf(order(1, { total: { minor: 9900, currency: "EUR" } }))).toEqual({ minor: 9900, currency: "EUR" });
  expect(totalOf(order(1, { items: [item, item] }))).toEqual({ minor: 16800, currency: "EUR" });
  expect(totalOf(order(1, { items: [item, usd] }))).toBeNull();
  expect(totalOf(order(1, { items: [item, unpriced] }))).toBeNull();
});

it("An order is called by its first item, how many of it, and how many others", () => {
  expect(titleOf(order(1))).toBe("Oak side table ×2");
  expect(titleOf(order(1, { items: [{ ...item, quantity: 1 }, item, item] }))).toBe("Oak side table and 2 more");
});

it("The way of an order ends with delivery, with completion, or early", () => {
  const way = (status: OrderStatus) => stepsOf(status).map((step) => `${step.status} ${step.state}`);

  expect(way("shipped")).toEqual(["pending done", "confirmed done", "shipped now", "delivered next"]);
  expect(way("completed").at(-1)).toBe("completed now");
  expect(way("cancelled")).toEqual(["pending done", "cancelled now"]);
  expect(way("refunded")).toEqual(["pending done", "refunded now"]);
});

it("An order never goes back, is cancelled until it is delivered, and refunded once it was more than pending", () => {
  expect(nextStatuses("pending")).toEqual(["confirmed", "shipped", "delivered", "completed", "cancelled"]);
  expect(nextStatuses("shipped")).toEqual(["delivered", "completed", "cancelled", "refunded"]);
  expect(nextStatuses("completed")).toEqual(["refunded"]);
  expect(nextStatuses("cancelled")).toEqual(["refunded"]);
  expect(nextStatuses("refunded")).toEqual([]);
  expect(changesFrom("shipped")).toContain("shipped");
});
