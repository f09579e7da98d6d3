import { useCallback, useRef } from "react";
import type { Audience, ConversationView } from "../api/types";
import { useSession, useWatched } from "../app/SessionProvider";
import { newClientId } from "./clientId";
import { measure } from "./compose";
import { draftKey, type Tab } from "./drafts";
import { TYPING_EVERY_MS } from "./typing";

/** What I am writing in one conversation and tab, kept with every keystroke, sent to an audience through the outbox. */
export function useCompose({ id }: ConversationView, tab: Tab, audience: Audience) {
  const { drafts, outbox, live, api } = useSession();
  const body = useWatched(drafts.all).get(draftKey(id, tab)) ?? "";
  const told = useRef(0);

  const tellTyping = useCallback(() => {
    const now = Date.now();
    if (now - told.current < TYPING_EVERY_MS) return;
    told.current = now;
    if (!live.tell("Typing", { conversationId: id, audience })) void api.typing(id, audience).catch(() => {});
  }, [live, api, id, audience]);

  const write = (text: string) => {
    drafts.write(id, tab, text);
    if (text.trim() !== "") tellTyping();
  };

  const send = () => {
    if (!measure(body).maySend) return;
    drafts.write(id, tab, "");
    told.current = 0;
    outbox.add({
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

  return { body, write, send, ...measure(body) };
}
