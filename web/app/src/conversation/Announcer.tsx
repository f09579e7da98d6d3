import { useEffect, useRef, useState } from "react";
import { eventWords, words } from "../words";
import type { Entry } from "./entries";

/** Longer messages are read from the screen, not from the announcement. */
const MOST_CHARACTERS = 150;
const MOST_AT_ONCE = 3;

/** Reads new messages of others aloud, once; history and my own words stay silent. */
export function Announcer({ entries }: { entries: readonly Entry[] }) {
  const last = useRef(entries.findLast((entry) => entry.id !== null)?.id ?? "");
  const [text, setText] = useState("");

  useEffect(() => {
    const arrived = entries.filter((entry) => entry.id !== null && entry.id > last.current);
    if (arrived.length === 0) return;
    last.current = arrived.at(-1)?.id ?? last.current;
    const others = arrived.filter((entry) => !entry.isMine);
    if (others.length > 0) setText(wordsFor(others));
  }, [entries]);

  return (
    <div className="unseen" role="status" aria-live="polite">
      {text}
    </div>
  );
}

export function wordsFor(arrived: readonly Entry[]): string {
  if (arrived.length > MOST_AT_ONCE) return words.thread.announceMany(arrived.length);

  return arrived
    .map((entry) =>
      entry.system
        ? eventWords(entry.system.code)
        : words.thread.announce(entry.sender.name, entry.body.slice(0, MOST_CHARACTERS)),
    )
    .join(". ");
}
