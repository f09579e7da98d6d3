import type { LineState } from "../api/types";

/** What only businesses and admins read. */
export const deskWords = {
  views: { mine: "Mine", unassigned: "Unassigned", all: "All", resolved: "Resolved", spam: "Spam" },
  empty: "Nothing here",
  emptyText: {
    mine: "Conversations assigned to you show up here. Look at Unassigned for ones to pick.",
    unassigned: "Every conversation has somebody. Well done.",
    all: "When a customer writes to you, the conversation shows up here.",
    resolved: "Conversations that you resolve are kept here.",
    spam: "What you report as spam is kept here, out of your lists and counts.",
  },
  label: "Details",
  show: "Show details",
  order: (number: string) => `Order #${number}`,
  status: "Status",
  total: "Total",
  placed: "Placed",
  courier: "Courier",
  track: "Track parcel",
  items: "Items",
  people: "In this conversation",
  waitingOn: "Waiting on",
  waiting: { customer: "The customer", business: "You", nobody: "Nobody" },
  price: "Price",
  inquiries: "Asked before",
  orders: "Became an order",
  started: "Started",

  state: "State",
  anyState: "Any state",
  states: { new: "New", read: "Read", replied: "Replied", archived: "Archived", spam: "Spam" } satisfies Record<
    LineState,
    string
  >,
  about: "Listing or service",
  anything: "Any listing",
  chosen: "The chosen one",
  waitingAbout: (title: string, unread: number) => `${title} (${unread} unread)`,
  from: "From",
  to: "To",

  reportSpam: "Report spam",
  notSpam: "Not spam",
  reported: "Reported as spam. It is out of your lists; the customer sees nothing of it.",
  cleared: "Back in your lists",

  block: "Block customer",
  unblock: "Unblock customer",
  blockAsk: (name: string) => `Block ${name}?`,
  blockText: (name: string) =>
    `${name} can no longer write to you, but for what was ordered from you. You can unblock at any time.`,
  blocked: (name: string) => `${name} is blocked`,
  unblocked: (name: string) => `${name} can write to you again`,
};
