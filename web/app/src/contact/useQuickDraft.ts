import { useCallback, useEffect } from "react";
import { useDoor, useWatched } from "../app/SessionProvider";
import { draftKey } from "../conversation/drafts";
import { Watched } from "../sync/watched";
import { useLooseDraft } from "./useLooseDraft";

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
