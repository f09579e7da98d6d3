import { useCallback, useEffect, useState } from "react";
import { useDoor, useWatched } from "../app/SessionProvider";
import { draftKey } from "../conversation/drafts";
import { Watched } from "../sync/watched";

const none = new Watched<ReadonlyMap<string, string>>(new Map());

/**
 * What is being written about a topic, kept over a reload: with the person's other drafts, or before he has signed in in this
 * tab alone, from where it goes to his drafts.
 */
export function useQuickDraft(topicId: string) {
  const { standing } = useDoor();
  const drafts = standing.is === "in" ? standing.session.drafts : null;
  const id = `new-${topicId}`;
  const own = useWatched(drafts?.all ?? none).get(draftKey(id, "reply"));
  const [loose, writeLoose] = useLooseDraft(topicId);

  const write = useCallback(
    (body: string) => (drafts !== null ? drafts.write(id, "reply", body) : writeLoose(body)),
    [drafts, id, writeLoose],
  );

  useEffect(() => {
    if (drafts === null || loose === "") return;
    drafts.write(id, "reply", loose);
    writeLoose("");
  }, [drafts, id, loose, writeLoose]);

  return { body: loose || (own ?? ""), write };
}

/** A draft of nobody in particular, in this tab. */
export function useLooseDraft(topicId: string): [body: string, write: (body: string) => void] {
  const [loose, setLoose] = useState(() => looseOf(topicId));
  const write = useCallback(
    (body: string) => {
      setLoose(body);
      keepLoose(topicId, body);
    },
    [topicId],
  );

  return [loose, write];
}

const keyOf = (topicId: string) => `parley-ask-${topicId}`;

// Where the browser refuses storage, the page remembers for as long as it is open.
function looseOf(topicId: string): string {
  try {
    return sessionStorage.getItem(keyOf(topicId)) ?? "";
  } catch {
    return "";
  }
}

function keepLoose(topicId: string, body: string): void {
  try {
    if (body === "") sessionStorage.removeItem(keyOf(topicId));
    else sessionStorage.setItem(keyOf(topicId), body);
  } catch {}
}
