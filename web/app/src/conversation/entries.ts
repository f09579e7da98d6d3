import type { Audience, Channel, MessageView, Sender, SystemEvent } from "../api/types";
import { audienceKey } from "./audience";
import type { OutboxItem } from "./outbox";

/** Messages of one sender closer than this stand together. In milliseconds. */
const GROUP_MS = 5 * 60_000;

/** One article of the thread: a message, or one of mine on its way. */
export interface Entry {
  /** The client id for my own, so that a message on its way becomes the confirmed one in place. */
  key: string;
  id: string | null;
  isRecord: boolean;
  isMine: boolean;
  body: string;
  system: SystemEvent | null;
  sender: Sender;
  audience: Audience;
  channel: Channel;
  seq: number | null;
  at: string;
  waiting: OutboxItem | null;
  startsGroup: boolean;
  endsGroup: boolean;
  isFirstUnread: boolean;
}

export interface Day {
  /** The local date as YYYY-MM-DD. */
  date: string;
  at: string;
  entries: Entry[];
}

export interface Myself {
  personId: string;
  /** As I speak in this conversation. */
  sender: Sender;
}

/** What a thread shows, by local days, in order: confirmed messages, then mine on their way. */
export function daysOf(
  messages: readonly MessageView[],
  waiting: readonly OutboxItem[],
  me: Myself,
  firstUnreadId: string | null,
): Day[] {
  const arrived = new Set(messages.map((message) => message.clientId).filter(Boolean));
  const entries = [
    ...messages.map((message) => ofMessage(message, me, firstUnreadId)),
    ...waiting.filter((item) => !arrived.has(item.clientId)).map((item) => ofWaiting(item, me)),
  ];
  group(entries);

  return byDay(entries);
}

/** System events and calls are records: things that happened. Everything else is speech. */
export const isRecord = (kind: MessageView["kind"]) => kind === "system" || kind === "call";

function ofMessage(message: MessageView, me: Myself, firstUnreadId: string | null): Entry {
  return {
    key: message.clientId ?? message.id,
    id: message.id,
    isRecord: isRecord(message.kind),
    isMine: message.sender.personId === me.personId,
    body: message.body ?? "",
    system: message.system ?? null,
    sender: message.sender,
    audience: message.audience,
    channel: message.channel,
    seq: message.seq,
    at: message.sentAt,
    waiting: null,
    startsGroup: true,
    endsGroup: true,
    isFirstUnread: message.id === firstUnreadId,
  };
}

function ofWaiting(item: OutboxItem, me: Myself): Entry {
  return {
    key: item.clientId,
    id: null,
    isRecord: false,
    isMine: true,
    body: item.body,
    system: null,
    sender: me.sender,
    audience: item.audience,
    channel: "in_app",
    seq: null,
    at: item.writtenAt,
    waiting: item,
    startsGroup: true,
    endsGroup: true,
    isFirstUnread: false,
  };
}

function group(entries: Entry[]): void {
  for (const [index, entry] of entries.entries()) {
    const before = entries[index - 1];
    if (before === undefined || !standTogether(before, entry)) continue;
    entry.startsGroup = false;
    before.endsGroup = false;
  }
}

function standTogether(a: Entry, b: Entry): boolean {
  return (
    !a.isRecord &&
    !b.isRecord &&
    !b.isFirstUnread &&
    a.sender.personId === b.sender.personId &&
    a.sender.role === b.sender.role &&
    a.channel === b.channel &&
    audienceKey(a.audience) === audienceKey(b.audience) &&
    localDate(a.at) === localDate(b.at) &&
    Date.parse(b.at) - Date.parse(a.at) < GROUP_MS
  );
}

function byDay(entries: readonly Entry[]): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const date = localDate(entry.at);
    const last = days.at(-1);
    if (last?.date === date) last.entries.push(entry);
    else days.push({ date, at: entry.at, entries: [entry] });
  }

  return days;
}

/** The date where the reader is, as YYYY-MM-DD. */
export function localDate(at: string | Date): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");

  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
