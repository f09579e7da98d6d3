import type { Audience, Cursor, Head, InboxRow, MessageView, Sender } from "../api/types";

/** What the server says over the live connection, each with one object. */
export interface LiveEvents {
  message: { message: MessageView; heads?: Head[] | null };
  fact: { conversationId: string; messageId: string };
  inbox: { row: InboxRow };
  cursor: { conversationId: string; cursors: Cursor[] };
  typing: { conversationId: string; person: Sender; audience: Audience };
  /** A person, or a business with any of its members, came or went. */
  presence: { personId?: string | null; businessId?: string | null; online: boolean; lastSeenAt?: string | null };
  notice: { code: "refetch" | "signed_out" | "left" | "upgraded"; conversationId?: string | null };
}

export const liveEventNames = ["message", "fact", "inbox", "cursor", "typing", "presence", "notice"] as const;

export type LiveEvent = { [Name in keyof LiveEvents]: { name: Name } & LiveEvents[Name] }[keyof LiveEvents];
