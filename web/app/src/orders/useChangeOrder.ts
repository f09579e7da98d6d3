import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { OrderChange } from "../api/client";
import { codeOf } from "../api/problem";
import type { OrderSummary } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { fieldProblemOf } from "../people/useSubmit";
import { keys } from "../sync/keys";
import { problemWords } from "../words";
import { changeWords } from "./words";

/** Says how an order stands: shown at once, taken back when the server refuses. */
export function useChangeOrder(order: OrderSummary, onDone: () => void) {
  const { api } = useSession();
  const store = useQueryClient();
  const show = (shown: OrderSummary) => store.setQueryData(keys.order(order.id), shown);

  const { mutate, isPending, error } = useMutation({
    mutationFn: (change: OrderChange) => api.changeOrder(order.id, change),
    onMutate: ({ status }) => {
      const { statusLabel: _, ...rest } = order;
      show({ ...rest, status });

      return order;
    },
    onSuccess: (changed) => {
      show(changed);
      onDone();
    },
    onError: (refusal, _, before) => {
      if (before) show(before);
      // Somebody else moved it: what stands here is old.
      if (codeOf(refusal) === "status_conflict") void store.invalidateQueries({ queryKey: keys.order(order.id) });
    },
  });

  return {
    change: mutate,
    isBusy: isPending,
    problem: error && wordsOf(error),
    fieldProblem: fieldProblemOf(error),
  };
}

function wordsOf(error: Error): string {
  const code = codeOf(error);
  if (code === "forbidden") return changeWords.notAllYours;
  if (code === "status_conflict") return changeWords.conflict;

  return problemWords(code);
}
