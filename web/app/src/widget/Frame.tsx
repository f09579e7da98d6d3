import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { RowsSkeleton } from "../design/Skeleton";
import { ToastProvider } from "../design/Toast";
import { createWidgetApi } from "./api";
import type { Host } from "./host";
import { useVisit } from "./useVisit";
import { Visitor } from "./Visitor";
import type { Keeper } from "./visit";
import "./widget.css";

// Most who look have no session; the code of those who have comes while the server is asked who they are.
const loadSignedIn = () => import("./SignedIn");
const SignedIn = lazy(loadSignedIn);

interface FrameProps {
  shop: string;
  host: Host;
  keeper: Keeper;
}

/** The widget's page: somebody's messages with a shop, or what a visitor may do. Its steps stay out of the shop's history. */
export function Frame({ shop, host, keeper }: FrameProps) {
  const [visit, { onSignedOut, onGuest }] = useVisit(shop, host, keeper, loadSignedIn);
  const { accessToken, asked } = visit;
  const api = useMemo(() => createWidgetApi(shop, accessToken ?? null), [shop, accessToken]);
  const [visitors] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: 1 } } }));
  useEscape(host);
  useEffect(() => {
    if (asked.context !== null && !asked.isCounted)
      void createWidgetApi(shop, null)
        .viewed(asked.context)
        .catch(() => {});
  }, [shop, asked]);

  if (accessToken === undefined) return <RowsSkeleton rows={3} />;

  return (
    <ToastProvider>
      {accessToken === null ? (
        <QueryClientProvider client={visitors}>
          <Visitor api={api} visit={visit} onGuest={onGuest} />
        </QueryClientProvider>
      ) : (
        <Suspense fallback={<RowsSkeleton rows={3} />}>
          <SignedIn key={accessToken} api={api} host={host} visit={visit} onSignedOut={onSignedOut} />
        </Suspense>
      )}
    </ToastProvider>
  );
}

function useEscape(host: Host): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) host.tell({ parley: "close" });
    };
    document.addEventListener("keydown", hear);

    return () => document.removeEventListener("keydown", hear);
  }, [host]);
}
