import { Reply } from "lucide-react";
import type { InboxRow } from "../api/types";
import { useSession, useWatched } from "../app/SessionProvider";
import { draftOf } from "../conversation/drafts";
import { eventWords, words } from "../words";

/** What I am writing, else what was said or happened last. */
export function Preview({ row }: { row: InboxRow }) {
  const { drafts } = useSession();
  const draft = draftOf(useWatched(drafts.all), row.conversationId);
  const { last } = row;

  if (draft !== null)
    return (
      <span className="line__preview">
        <span className="line__draft">{words.list.draft}</span>
        <span className="clip" dir="auto">
          {draft.body.slice(0, 100)}
        </span>
      </span>
    );

  return (
    <span className="line__preview">
      {last?.note ? (
        <span className="line__note">{words.list.noteAdded}</span>
      ) : (
        last?.mine && <Mine isTeam={Boolean(row.businessId)} />
      )}
      <span className="clip" dir="auto">
        {last?.system ? eventWords(last.system) : last?.preview}
      </span>
    </span>
  );
}

/** Of a team nobody is "you": an arrow says that the side has answered. */
function Mine({ isTeam }: { isTeam: boolean }) {
  return isTeam ? (
    <Reply className="line__reply" size={14} role="img" aria-label={words.list.answered} />
  ) : (
    <span>{words.list.you}</span>
  );
}
