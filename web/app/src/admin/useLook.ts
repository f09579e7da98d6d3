import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { ProblemError } from "../api/problem";
import type { ConversationView } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { keys } from "../sync/keys";

/** Live events come only to who takes part, so what is on screen is asked for this often. In milliseconds. */
const LOOK_MS = 5000;

/** Whether I have it open with a reason, and read the notes of its teams too. */
export const oversees = ({ mine: { may } }: ConversationView) => may.includes("join") || may.includes("leave");

const isGone = (error: unknown) => error instanceof ProblemError && error.status === 404;

/** A conversation as long as it is open to me: what was said since shows by its heads, and an hour later it is shut again. */
export function useLook(conversationId: string) {
  const { api } = useSession();
  const store = useQueryClient();
  const look = useQuery({
    queryKey: keys.conversation(conversationId),
    queryFn: () => api.conversation(conversationId),
    refetchOnMount: "always",
    refetchInterval: ({ state: { data, error } }) =>
      data?.mine.role === "platform" && !isGone(error) ? LOOK_MS : false,
  });
  const isShut = isGone(look.error);
  const conversation = isShut ? undefined : look.data;
  const readsAll = conversation && oversees(conversation);
  const before = useRef(readsAll);

  useEffect(() => {
    // What teams note among themselves comes and goes with the reason.
    if (before.current !== undefined && before.current !== readsAll)
      void store.resetQueries({ queryKey: keys.timeline(conversationId) });
    before.current = readsAll;
  }, [store, conversationId, readsAll]);

  return { conversation, isShut, isPending: look.isPending };
}
