import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
} from "react";
import { type Api, createApi } from "../api/client";
import { isSignedOut } from "../api/problem";
import { tryAgain } from "../api/tryAgain";
import { beginSession, type Reach, type Session } from "../sync/session";
import type { Watched } from "../sync/watched";

export const api = createApi(window.location.origin);

type Standing = { is: "asking" } | { is: "out" } | { is: "unreachable" } | { is: "in"; session: Session };

interface Door {
  standing: Standing;
  /** Asks the server anew who is signed in. */
  ask: () => void;
  signOut: () => Promise<void>;
}

export const DoorContext = createContext<Door | null>(null);

const newStore = () =>
  new QueryClient({
    // Live events keep everything current; what is fetched anew is asked for by name.
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 30 * 60_000,
        retry: tryAgain,
        refetchOnWindowFocus: false,
      },
    },
  });

interface SessionProviderProps extends Reach {
  /** By the cookie, if nothing else is said. */
  api?: Api;
  children: ReactNode;
}

/** Knows who is signed in, and keeps his session for as long. */
export function SessionProvider({ api: by = api, openSocket, device, children }: SessionProviderProps) {
  const [standing, setStanding] = useState<Standing>({ is: "asking" });
  const [asked, setAsked] = useState(0);
  const [store, setStore] = useState(newStore);

  // Before the first painting: the session is not kept waiting by what shows that one waits for it.
  useLayoutEffect(() => {
    let isCurrent = true;
    let session: Session | null = null;
    beginSession(by, store, () => isCurrent && setStanding({ is: "out" }), { openSocket, device }).then(
      (begun) => {
        session = begun;
        if (isCurrent) setStanding({ is: "in", session: begun });
        else void begun.end();
      },
      (error: unknown) => isCurrent && setStanding({ is: isSignedOut(error) ? "out" : "unreachable" }),
    );

    return () => {
      isCurrent = false;
      void session?.end();
    };
  }, [asked, store, by, openSocket, device]);

  const ask = useCallback(() => {
    setStanding({ is: "asking" });
    setStore(newStore());
    setAsked((count) => count + 1);
  }, []);

  const signOut = useCallback(async () => {
    if (standing.is === "in") {
      standing.session.outbox.stop();
      await standing.session.device.erase().catch(() => {});
    }
    await by.signOut().catch(() => {});
    setStanding({ is: "out" });
    setStore(newStore());
  }, [standing, by]);

  return (
    <DoorContext value={{ standing, ask, signOut }}>
      <QueryClientProvider client={store}>{children}</QueryClientProvider>
    </DoorContext>
  );
}

export function useDoor(): Door {
  const door = useContext(DoorContext);
  if (door === null) throw new Error("SessionProvider is missing");

  return door;
}

/** The session of who is signed in; only below RequireSession. */
export function useSession(): Session {
  const { standing } = useDoor();
  if (standing.is !== "in") throw new Error("Nobody is signed in here");

  return standing.session;
}

export function useWatched<Value>(watched: Watched<Value>): Value {
  return useSyncExternalStore(watched.subscribe, watched.get);
}
