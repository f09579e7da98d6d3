import { useEffect, useRef, useState } from "react";
import type { Asked, ToFrame } from "../../../loader/src/messages";
import { createWidgetApi } from "./api";
import type { Host } from "./host";
import { enter, type Keeper, leave } from "./visit";

export interface Visit {
  /** Null for a visitor who is nobody in particular; undefined until that is known. */
  accessToken: string | null | undefined;
  asked: Asked;
}

interface Visiting {
  /** The session is over. */
  onSignedOut: () => void;
  /** Somebody whom the shop has not named has said who he is. */
  onGuest: (accessToken: string) => void;
}

/** What the shop's page wants shown, and to whom; and how to say that a session is over or has begun. */
export function useVisit(shop: string, host: Host, keeper: Keeper, loadSignedIn: () => unknown): [Visit, Visiting] {
  const [visit, setVisit] = useState<Visit>({
    accessToken: undefined,
    asked: { context: null, isCounted: true, signIn: null },
  });
  const hears = useRef((_message: ToFrame) => {});

  useEffect(() => {
    const means = { keeper, apiOf: (token: string | null) => createWidgetApi(shop, token) };
    const change = (changed: Partial<Visit>) => setVisit((before) => ({ ...before, ...changed }));
    const ask = ({ context, isCounted, signIn }: Asked) =>
      setVisit((before) => ({
        ...before,
        // A loader that the browser kept from before says it once.
        asked: {
          context,
          isCounted,
          signIn: signIn === undefined ? before.asked.signIn : ofPage(signIn, host.origin),
        },
      }));
    const identify = async (token: string | null) => {
      host.tell({ parley: "guest", key: null });
      if (token !== null) {
        loadSignedIn();

        return change({ accessToken: await enter(token, means) });
      }
      await leave(means);
      change({ accessToken: null });
    };
    // One after the other: two people must not come in at once.
    let last: Promise<unknown> = Promise.resolve();
    hears.current = (message) => {
      last = last.then(() => answer(message)).catch(() => {});
    };
    const answer = async (message: ToFrame) => {
      if (message.parley === "open") ask(message);
      else if (message.parley === "identify") await identify(message.token);
      else if (message.parley === "shutdown") {
        await identify(null);
        host.tell({ parley: "gone" });
      } else if (message.parley === "start") {
        ask(message);
        // Our own pages need no leave, so they are not on the list of sites that is kept of these.
        if (host.origin !== window.location.origin)
          void means
            .apiOf(null)
            .seen(host.origin)
            .catch(() => {});
        if (message.token !== null) await identify(message.token);
        else {
          if (message.guest !== null) keeper.keep({ accessToken: message.guest, from: "" });
          change({ accessToken: keeper.read()?.accessToken ?? null });
        }
      }
    };
    const stop = host.listen((message) => hears.current(message));
    return stop;
  }, [shop, host, keeper, loadSignedIn]);

  const onSignedOut = () => {
    keeper.keep(null);
    host.tell({ parley: "guest", key: null });
    setVisit((before) => ({ ...before, accessToken: null }));
    host.tell({ parley: "ask" });
  };

  const onGuest = (accessToken: string) => {
    keeper.keep({ accessToken, from: "" });
    host.tell({ parley: "guest", key: accessToken });
    setVisit((before) => ({ ...before, accessToken }));
  };

  return [visit, { onSignedOut, onGuest }];
}

/** An address on the shop's own site; null for any other. */
function ofPage(address: string | null, origin: string): string | null {
  if (!address) return null;
  try {
    const url = new URL(address, origin);

    return url.origin === origin ? url.href : null;
  } catch {
    return null;
  }
}
