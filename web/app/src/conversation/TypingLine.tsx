import { useSession, useWatched } from "../app/SessionProvider";
import { words } from "../words";

/** Who is typing, in space that is always reserved, so that nothing moves. */
export function TypingLine({ conversationId }: { conversationId: string }) {
  const { typing } = useSession();
  const names = (useWatched(typing).get(conversationId) ?? []).map((typist) => typist.name);

  return (
    <p className="typing" data-typing={names.length > 0 || undefined}>
      {names.length > 0 && (
        <>
          <span className="typing__dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span dir="auto">{words.thread.typing(names)}</span>
        </>
      )}
    </p>
  );
}
