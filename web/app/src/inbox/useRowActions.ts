import { useQueryClient } from "@tanstack/react-query";
import { codeOf } from "../api/problem";
import type { InboxRow } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { useToast } from "../design/Toast";
import { applyRow } from "../sync/apply";
import { problemWords, words } from "../words";

/** What can be done to a line: shown at once, taken back when the server refuses. */
export function useRowActions() {
  const { api } = useSession();
  const store = useQueryClient();
  const say = useToast();

  const act = async (row: InboxRow, change: Partial<InboxRow>, tell: () => Promise<void>) => {
    applyRow(store, { ...row, ...change });
    try {
      await tell();
    } catch (error) {
      applyRow(store, row);
      say(problemWords(codeOf(error)));
    }
  };

  const archive = (row: InboxRow, on: boolean) => act(row, { archived: on }, () => api.archive(row.conversationId, on));

  return {
    act,
    mute: (row: InboxRow, on: boolean) => void act(row, { muted: on }, () => api.mute(row.conversationId, on)),
    markUnread: (row: InboxRow) => void act(row, { unreadMark: true }, () => api.markUnread(row.conversationId, true)),
    markRead: (row: InboxRow) =>
      void act(row, { unread: 0, unreadMark: false }, async () => {
        const { heads } = await api.conversation(row.conversationId);
        await api.read(row.conversationId, { upTo: heads });
        if (row.unreadMark) await api.markUnread(row.conversationId, false);
      }),
    archive: (row: InboxRow, on: boolean) => {
      void archive(row, on);
      if (on)
        say(words.list.archivedDone, {
          label: words.undo,
          run: () => void archive({ ...row, archived: true }, false),
        });
    },
  };
}
