import { CloudOff, RefreshCw, Wifi } from "lucide-react";
import { useEffect, useState } from "react";
import type { LiveState } from "../sync/live";
import { words } from "../words";
import { useSession, useWatched } from "./SessionProvider";

/** A hiccup shorter than this is nobody's business. In milliseconds. */
const CALM_MS = 3000;
const BACK_MS = 2500;

/** How current what I see is, in words; nothing while it is. */
export function ConnectionBanner() {
  const { live, device } = useSession();
  const shown = useCalmed(useWatched(live.state));
  const isLasting = useWatched(device.isLasting);
  const text =
    shown === "back"
      ? words.connection.back
      : shown === "online"
        ? isLasting
          ? null
          : words.connection.memoryOnly
        : words.connection[shown];

  return (
    <div role="status" className="connection" data-state={shown} data-live={useWatched(live.state)}>
      {text !== null && (
        <p className="connection__text">
          <Icon state={shown} />
          <span>{text}</span>
          {shown === "offline" && (
            <button type="button" className="connection__retry" onClick={live.hurry}>
              {words.connection.retry}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

function Icon({ state }: { state: LiveState | "back" }) {
  const Sign = state === "offline" ? CloudOff : state === "connecting" ? RefreshCw : Wifi;

  return <Sign size={16} aria-hidden="true" />;
}

/** Trouble shows after a while, the return at once and briefly. */
function useCalmed(state: LiveState): LiveState | "back" {
  const [shown, setShown] = useState<LiveState | "back">("online");

  useEffect(() => {
    if (state === "online") {
      setShown((before) => (before === "offline" || before === "connecting" ? "back" : "online"));
      const timer = setTimeout(() => setShown("online"), BACK_MS);

      return () => clearTimeout(timer);
    }
    const timer = setTimeout(() => setShown(state), CALM_MS);

    return () => clearTimeout(timer);
  }, [state]);

  return shown;
}
