import type { InboxRow, MessageView, Page } from "../api/types";
import { isRecord } from "../conversation/entries";
import { graphemes } from "../design/graphemes";
import { fits, type InboxFilter } from "./filter";

export interface Rows {
  pages: Page<InboxRow>[];
  pageParams: unknown[];
}

/** Longest preview, in graphemes as the server cuts it. */
const PREVIEW_LENGTH = 100;

export const rowsOf = (rows: Rows | undefined) => rows?.pages.flatMap((page) => page.items) ?? [];

/** Brings a list up to date with one line: put in its place, or taken out where it no longer belongs. */
export function placeRow(rows: Rows, row: InboxRow, filter: InboxFilter): Rows {
  const known = rowsOf(rows).some((other) => other.conversationId === row.conversationId);
  const belongs = fits(row, filter) ?? known;
  const without = takeOut(rows, row.conversationId);
  // Before the first word a conversation is in nobody's list.
  if (!belongs || !row.last) return known ? without : rows;

  return putIn(without, row);
}

/** Takes a conversation out of a list. */
export function takeOut(rows: Rows, conversationId: string): Rows {
  return {
    ...rows,
    pages: rows.pages.map((page) => ({
      ...page,
      items: page.items.filter((row) => row.conversationId !== conversationId),
    })),
  };
}

function putIn(rows: Rows, row: InboxRow): Rows {
  const pages = rows.pages.map((page) => ({ ...page, items: [...page.items] }));
  for (const page of pages) {
    const index = page.items.findIndex((other) => isNewer(row, other));
    if (index === -1) continue;
    page.items.splice(index, 0, row);

    return { ...rows, pages };
  }
  const last = pages.at(-1);
  // Older than all that is loaded: it comes with the next page, if there is one.
  if (last !== undefined && !last.next) last.items.push(row);

  return { ...rows, pages };
}

function isNewer(a: InboxRow, b: InboxRow): boolean {
  const [left, right] = [a.last, b.last];
  if (!left || !right) return Boolean(left);

  return left.at === right.at ? left.id > right.id : left.at > right.at;
}

/** The line after a message. One that it already shows, or an older one, changes nothing. */
export function rowAfter(row: InboxRow, message: MessageView, myPersonId: string): InboxRow {
  if (row.last && row.last.id >= message.id) return row;
  const mine = message.sender.personId === myPersonId;
  const counts = !mine && !isRecord(message.kind);
  const ofMySide = mine || Boolean(row.businessId && message.sender.businessId === row.businessId);
  const note = message.audience.kind !== "everyone";

  return {
    ...row,
    ...(!note && !isRecord(message.kind) && { state: ofMySide ? "replied" : "new" }),
    last: {
      id: message.id,
      kind: message.kind,
      channel: message.channel,
      preview: preview(message.body ?? ""),
      mine: ofMySide,
      note,
      at: message.sentAt,
      ...(message.system && { system: message.system.code }),
    },
    unread: Math.min(100, row.unread + (counts ? 1 : 0)),
  };
}

function preview(body: string): string {
  const flat = body.replace(/\s+/g, " ").trim();
  const parts = graphemes(flat.slice(0, 1000));

  return parts.length <= PREVIEW_LENGTH ? flat : parts.slice(0, PREVIEW_LENGTH).join("");
}
