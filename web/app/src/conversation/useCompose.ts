import { useCallback, useRef } from "react";
import type { Audience, ConversationView } from "../api/types";
import { useSession, useWatched } from "../app/SessionProvider";
import { newClientId } from "./clientId";
import { measure } from "./compose";
import { draftKey, type Tab } from "./drafts";
import { TYPING_EVERY_MS } from "./typing";

/** What I am writing in one conversation and tab, kept with every keystroke, sent through the outbox. */
export function useCompose(conversation: ConversationView, tab: Tab) {
  const { drafts, outbox, live, api, me } = useSession();
  const { id } = conversation;
  const body = useWatched(drafts.all).get(draftKey(id, tab)) ?? "";
  const told = useRef(0);
  const audience = audienceOf(conversation, tab);
  const { kind } = audience;

  const tellTyping = useCallback(() => {
    const now = Date.now();
    if (now - told.current < TYPING_EVERY_MS) return;
    told.current = now;
    if (!live.tell("Typing", { conversationId: id, audience: { kind } })) void api.typing(id, kind).catch(() => {});
  }, [live, api, id, kind]);

  const write = (text: string) => {
    drafts.write(id, tab, text);
    if (text.trim() !== "") tellTyping();
  };

  const send = () => {
    if (!measure(body).maySend) return;
    drafts.write(id, tab, "");
    told.current = 0;
    void outbox.add({
      clientId: newClientId(),
      conversationId: id,
      audience,
      body: body.trim(),
      writtenAt: new Date().toISOString(),
      state: "sending",
      attempts: 0,
      problem: null,
    });
  };

  return { body, write, send, audience, person: me.name, ...measure(body) };
}

/** A note goes to the writer's own team; of somebody without a business, to the platform. */
export function audienceOf({ mine }: ConversationView, tab: Tab): Audience {
  if (tab === "reply") return { kind: "everyone" };
  if (mine.role === "platform") return { kind: "platform" };

  return { kind: "team", ...(mine.businessId && { businessId: mine.businessId }) };
}
