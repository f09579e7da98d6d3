import { useMutation, useQueryClient } from "@tanstack/react-query";
import { codeOf } from "../api/problem";
import type { ConversationView } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { useToast } from "../design/Toast";
import { findRow } from "../sync/apply";
import { keys } from "../sync/keys";
import { problemWords, words } from "../words";
import { useRowActions } from "./useRowActions";
import { deskWords } from "./words";

/** Reports a conversation as spam and blocks its customer, each with a way back. */
export function useUnwanted(conversation: ConversationView) {
  const { api } = useSession();
  const store = useQueryClient();
  const say = useToast();
  const { act } = useRowActions();
  const { mine, parties, id } = conversation;
  const row = mine.businessId ? (findRow(store, id) ?? mine.row) : null;
  const customer = parties.find((party) => party.role === "customer");

  const mark = async (isSpam: boolean) => {
    if (!row) return;
    await act({ ...row, spam: !isSpam }, { spam: isSpam }, () => api.reportSpam(id, isSpam));
    await store.invalidateQueries({ queryKey: keys.conversation(id) });
  };
  const report = (isSpam: boolean) => {
    void mark(isSpam);
    say(isSpam ? deskWords.reported : deskWords.cleared, { label: words.undo, run: () => void mark(!isSpam) });
  };

  const blocking = useMutation({
    mutationFn: (on: boolean) => api.block(mine.businessId ?? "", customer?.personId ?? "", on),
    onSuccess: (_, on) => {
      const name = customer?.name ?? "";
      say(on ? deskWords.blocked(name) : deskWords.unblocked(name), {
        label: words.undo,
        run: () => blocking.mutate(!on),
      });
      // The customer's other conversations change with this one.
      void store.invalidateQueries({ queryKey: keys.conversations });
    },
    onError: (error) => say(problemWords(codeOf(error))),
  });

  return { isSpam: row ? row.spam : null, customer, report, block: blocking.mutate, isBlocking: blocking.isPending };
}
