import { useMutation, useQueryClient } from "@tanstack/react-query";
import { codeOf } from "../api/problem";
import type { ConversationStatus, ConversationView } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { useToast } from "../design/Toast";
import { applyRow, changeRow, findRow } from "../sync/apply";
import { keys } from "../sync/keys";
import { problemWords } from "../words";

/** The tools that act on one conversation: its status and who takes care of it. */
export function useDesk(conversation: ConversationView) {
  const { api } = useSession();
  const store = useQueryClient();
  const say = useToast();
  const { id } = conversation;
  const row = findRow(store, id) ?? conversation.mine.row;
  const onError = (error: Error) => say(problemWords(codeOf(error)));
  const refresh = () => void store.invalidateQueries({ queryKey: keys.conversation(id) });

  const status = useMutation({
    mutationFn: (next: ConversationStatus) => api.setStatus(id, next),
    onSuccess: (_, next) => {
      changeRow(store, id, { status: next });
      refresh();
    },
    onError,
  });
  const assign = useMutation({
    mutationFn: (who: { id: string; name: string } | null) => api.assign(id, who?.id ?? null),
    onSuccess: (_, who) => {
      if (row) applyRow(store, { ...row, assignee: who && { personId: who.id, name: who.name } });
      refresh();
    },
    onError,
  });

  return {
    setStatus: status.mutate,
    assign: assign.mutate,
    assigneeId: row?.assignee?.personId ?? null,
    isBusy: status.isPending,
  };
}
