import { skipToken, useQuery } from "@tanstack/react-query";
import type { Context } from "../../../loader/src/messages";
import type { WidgetApi } from "./api";

/** Whom the page's context leads to, asked anew each time: meanwhile there may be a conversation. */
export function useOffer(api: WidgetApi, context: Context | null) {
  return useQuery({
    queryKey: ["offer", context],
    queryFn: context === null ? skipToken : () => api.offer(context),
    gcTime: 0,
    // A refusal is a refusal; who wants to try again asks for it.
    retryOnMount: false,
  });
}
