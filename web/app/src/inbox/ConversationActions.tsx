import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, Ellipsis, Lock, RotateCcw, UserCheck, UserX } from "lucide-react";
import { ProblemError } from "../api/problem";
import type { ConversationStatus, ConversationView } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { Button } from "../design/Button";
import { Menu } from "../design/Menu";
import { useToast } from "../design/Toast";
import { applyRow, changeRow, findRow } from "../sync/apply";
import { keys } from "../sync/keys";
import { problemWords, words } from "../words";

/** What a member may do with a conversation as a whole. */
export function ConversationActions({ conversation }: { conversation: ConversationView }) {
  const { status, mine } = conversation;
  const { setStatus, assign, assigneeId, isBusy } = useDesk(conversation);
  const { me } = useSession();
  const isMine = assigneeId === me.id;
  const may = (right: string) => mine.may.includes(right);
  if (!may("assign")) return null;
  const next = status === "open" ? "resolved" : "open";

  return (
    <>
      {may(next === "open" ? "reopen" : "resolve") && (
        <Button look={status === "open" ? "primary" : "secondary"} busy={isBusy} onClick={() => setStatus(next)}>
          {status === "open" ? <Check size={16} aria-hidden="true" /> : <RotateCcw size={16} aria-hidden="true" />}
          {status === "open" ? words.context.resolve : words.context.reopen}
        </Button>
      )}
      <Menu
        label={words.more}
        className="icon-button"
        items={[
          {
            key: "assign",
            label: isMine ? words.context.unassign : words.context.assignMe,
            icon: isMine ? <UserX size={16} aria-hidden="true" /> : <UserCheck size={16} aria-hidden="true" />,
            onSelect: () => assign(isMine ? null : { personId: me.id, name: me.name }),
          },
          ...(status === "closed" || !may("close")
            ? []
            : [
                {
                  key: "close",
                  label: words.context.close,
                  icon: <Lock size={16} aria-hidden="true" />,
                  danger: true,
                  onSelect: () => setStatus("closed"),
                },
              ]),
        ]}
      >
        <Ellipsis size={18} aria-hidden="true" />
      </Menu>
    </>
  );
}

/** The way back from a closed conversation, for who may. */
export function Reopen({ conversation }: { conversation: ConversationView }) {
  const { setStatus, isBusy } = useDesk(conversation);

  return conversation.mine.may.includes("reopen") ? (
    <Button busy={isBusy} onClick={() => setStatus("open")}>
      {words.composer.reopen}
    </Button>
  ) : null;
}

function useDesk(conversation: ConversationView) {
  const { api } = useSession();
  const store = useQueryClient();
  const say = useToast();
  const onError = (error: Error) => say(problemWords(error instanceof ProblemError ? error.code : "internal"));
  const { id } = conversation;

  const status = useMutation({
    mutationFn: (next: ConversationStatus) => api.setStatus(id, next),
    onSuccess: (_, next) => {
      changeRow(store, id, { status: next });
      void store.invalidateQueries({ queryKey: keys.conversation(id) });
    },
    onError,
  });
  const row = findRow(store, id) ?? conversation.mine.row;
  const assign = useMutation({
    mutationFn: (who: { personId: string; name: string } | null) => api.assign(id, who?.personId ?? null),
    onSuccess: (_, who) => {
      if (row) applyRow(store, { ...row, assignee: who });
      void store.invalidateQueries({ queryKey: keys.conversation(id) });
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
