import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { vi } from "vitest";
import type { Api } from "../api/client";
import type { Me } from "../api/types";
import { Outbox } from "../conversation/carry";
import { ana } from "../conversation/cast";
import { Drafts } from "../conversation/drafts";
import type { Typists } from "../conversation/typing";
import { ToastProvider } from "../design/Toast";
import { openDevice } from "../sync/device";
import { Live } from "../sync/live";
import type { Session } from "../sync/session";
import { Watched } from "../sync/watched";
import { DoorContext } from "./SessionProvider";

/** Ana signed in, with a server that answers what a test says and nothing else. */
export function sessionOf(answers: Partial<Api>, me: Partial<Me> = {}): Session {
  const api = new Proxy(answers, {
    get: (given, name: keyof Api) => given[name] ?? (() => new Promise(() => {})),
  }) as Api;
  const device = openDevice(ana);

  return {
    api,
    me: { id: ana, name: "Ana Duarte", isAdmin: false, isGuest: false, businesses: [], shops: [], ...me },
    store: new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } } }),
    live: new Live({ open: vi.fn(), catchUp: vi.fn(), onEvent: vi.fn(), onSignedOut: vi.fn() }),
    outbox: new Outbox({ device, send: api.send, onSent: () => {} }),
    drafts: new Drafts(device),
    device,
    typing: new Watched<Typists>(new Map()),
    end: async () => {},
  };
}

export function renderApp(what: ReactNode, session: Session, at = "/") {
  return render(
    <MemoryRouter initialEntries={[at]}>
      <DoorContext value={{ standing: { is: "in", session }, ask: () => {}, signOut: async () => {} }}>
        <QueryClientProvider client={session.store}>
          <ToastProvider>{what}</ToastProvider>
        </QueryClientProvider>
      </DoorContext>
    </MemoryRouter>,
  );
}
