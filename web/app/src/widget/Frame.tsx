import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useState, useSyncExternalStore } from "react";
import { tryAgain } from "../api/tryAgain";
import { RowsSkeleton } from "../design/Skeleton";
import { ToastProvider } from "../design/Toast";
import type { Host } from "./host";
import { loadSignedIn } from "./loadSignedIn";
import { Visitor } from "./Visitor";
import type { Visiting } from "./visiting";
import "./widget.css";

/** Asks once more for what could not be read. */
const Late = lazy(loadSignedIn);

interface FrameProps {
  host: Host;
  visiting: Visiting;
}

/** The widget's page: somebody's messages with a shop, or what a visitor may do. Its steps stay out of the shop's history. */
export function Frame({ host, visiting }: FrameProps) {
  const { api, asked, device, SignedIn = Late } = useSyncExternalStore(visiting.visit.subscribe, visiting.visit.get);
  const [visitors] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: tryAgain } } }));
  // It is drawn once that is known; the page's own skeleton stands until then.
  if (api === undefined) return null;

  return (
    <ToastProvider>
      {api.accessToken === null ? (
        <QueryClientProvider client={visitors}>
          <Visitor api={api} asked={asked} onGuest={visiting.guest} />
        </QueryClientProvider>
      ) : (
        <Suspense fallback={<RowsSkeleton rows={3} />}>
          <SignedIn
            key={api.accessToken}
            {...{ api, host, asked, device }}
            onIn={visiting.isIn}
            onSignedOut={visiting.signedOut}
          />
        </Suspense>
      )}
    </ToastProvider>
  );
}
