import type { MessageView, Page } from "../api/types";

/** Messages of one conversation that follow each other without one of another between them. */
export interface Stretch {
  /** That of its newest message, so that an older page which adds to its start leaves it the same. */
  key: string;
  conversationId: string;
  /** The oldest first. */
  messages: MessageView[];
}

/** All that two said to each other, as pages with the newest first give it, by conversations and with the newest at the end. */
export function stretchesOf(pages: readonly Page<MessageView>[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const message of pages.flatMap((page) => page.items)) {
    const later = stretches[0];
    if (later?.conversationId === message.conversationId) later.messages.unshift(message);
    else stretches.unshift({ key: message.id, conversationId: message.conversationId, messages: [message] });
  }

  return stretches;
}
