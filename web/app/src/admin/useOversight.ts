import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { codeOf } from "../api/problem";
import { useSession } from "../app/SessionProvider";
import { useToast } from "../design/Toast";
import { keys } from "../sync/keys";
import { problemWords } from "../words";
import { adminWords } from "./words";

/** For how long a reason opens a conversation. In milliseconds. */
const LASTS_MS = 3_600_000;

/** Opens a conversation with a reason. */
export function useOpening(conversationId: string, onOpened: () => void) {
  const { api } = useSession();
  const store = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (reason: string) => api.openOversight(conversationId, reason),
    onSuccess: async ({ endsAt }) => {
      store.setQueryData(keys.oversight(conversationId), endsAt);
      void store.invalidateQueries({ queryKey: keys.listedLists });
      await store.resetQueries({ queryKey: keys.conversation(conversationId) });
      onOpened();
    },
  });

  return { open: mutate, isBusy: isPending, problem: error && problemWords(codeOf(error)) };
}

/** What I do with a conversation that I have open. */
export function useOversight(conversationId: string) {
  const { api } = useSession();
  const store = useQueryClient();
  const say = useToast();
  const onError = (error: Error) => say(problemWords(codeOf(error)));
  const refresh = () => store.invalidateQueries({ queryKey: keys.conversation(conversationId) });

  const end = useMutation({
    mutationFn: () => api.endOversight(conversationId),
    onSuccess: async () => {
      store.removeQueries({ queryKey: keys.oversight(conversationId) });
      void store.invalidateQueries({ queryKey: keys.listedLists });
      await refresh();
      say(adminWords.ended);
    },
    onError,
  });
  const takePart = useMutation({
    mutationFn: (on: boolean) => api.takePart(conversationId, on),
    onSuccess: refresh,
    onError,
  });

  return {
    end: () => end.mutate(),
    takePart: (on: boolean) => takePart.mutate(on),
    isBusy: end.isPending || takePart.isPending,
  };
}

/** Until when a conversation is open to me: as the server said when it opened, after a reload by what is on record. */
export function useEndsAt(conversationId: string): string | null {
  const { api, me } = useSession();
  const { data } = useQuery({
    queryKey: keys.oversight(conversationId),
    queryFn: async () => {
      const opened = await api.audit({
        action: "oversight.opened",
        actor: me.id,
        conversation: conversationId,
        limit: 1,
      });
      const at = opened.items[0]?.at;

      return at === undefined ? null : new Date(Date.parse(at) + LASTS_MS).toISOString();
    },
  });

  return data ?? null;
}
