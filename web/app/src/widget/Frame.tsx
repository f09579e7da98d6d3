import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { MemoryRouter } from "react-router";
import { Unreachable } from "../app/pages";
import { SessionProvider, useDoor } from "../app/SessionProvider";
import { RowsSkeleton } from "../design/Skeleton";
import { ToastProvider } from "../design/Toast";
import { openSocketBy } from "../sync/socket";
import { createWidgetApi, type WidgetApi } from "./api";
import type { Host } from "./host";
import { pathOf, Talks } from "./Talks";
import { useVisit, type Visit } from "./useVisit";
import { Visitor } from "./Visitor";
import type { Keeper } from "./visit";
import "./widget.css";

interface FrameProps {
  shop: string;
  host: Host;
  keeper: Keeper;
}

/** The widget's page: somebody's messages with a shop, or what a visitor may do. Its steps stay out of the shop's history. */
export function Frame({ shop, host, keeper }: FrameProps) {
  const [visit, { onSignedOut, onGuest }] = useVisit(shop, host, keeper);
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
    <MemoryRouter key={accessToken} initialEntries={[pathOf(asked)]}>
      <ToastProvider>
        {accessToken === null ? (
          <QueryClientProvider client={visitors}>
            <Visitor api={api} visit={visit} onGuest={onGuest} />
          </QueryClientProvider>
        ) : (
          <SignedIn api={api} host={host} visit={visit} onSignedOut={onSignedOut} />
        )}
      </ToastProvider>
    </MemoryRouter>
  );
}

interface SignedInProps {
  api: WidgetApi;
  host: Host;
  visit: Visit;
  onSignedOut: () => void;
}

function SignedIn({ api, onSignedOut, ...shown }: SignedInProps) {
  const open = useMemo(() => openSocketBy(async () => (await api.liveTicket()).ticket), [api]);

  return (
    <SessionProvider api={api.app} open={open}>
      <WhileSignedIn onSignedOut={onSignedOut}>
        <Talks api={api} host={shown.host} asked={shown.visit.asked} />
      </WhileSignedIn>
    </SessionProvider>
  );
}

function WhileSignedIn({ onSignedOut, children }: { onSignedOut: () => void; children: ReactNode }) {
  const { standing, ask } = useDoor();
  useEffect(() => {
    if (standing.is === "out") onSignedOut();
  });

  if (standing.is === "in") return children;

  return standing.is === "unreachable" ? <Unreachable retry={ask} /> : <RowsSkeleton rows={3} />;
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
