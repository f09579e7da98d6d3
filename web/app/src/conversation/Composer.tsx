import { Lock, SendHorizontal } from "lucide-react";
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useId, useLayoutEffect, useRef, useState } from "react";
import type { Audience, ConversationView } from "../api/types";
import { Button } from "../design/Button";
import { count } from "../design/money";
import { words } from "../words";
import { isNote, noteReaders, notesOf, sameAudience } from "./audience";
import { MAX_BODY, sends } from "./compose";
import { counterpartOf } from "./counterpart";
import type { Tab } from "./drafts";
import { useCompose } from "./useCompose";
import "./composer.css";

const NoteFor = lazy(() => import("./NoteFor"));
const everyone: Audience = { kind: "everyone" };

interface ComposerProps {
  conversation: ConversationView;
  /** What may be done where nothing can be written. */
  whenClosed?: ReactNode;
}

export function Composer({ conversation, whenClosed }: ComposerProps) {
  const { mine, status } = conversation;
  const notes = notesOf(conversation);
  const mayNote = mine.may.includes("note") && notes.length > 0;
  const mayReply = mine.may.includes("send") && status !== "closed";
  const [chosen, setChosen] = useState<Tab>("reply");
  const [readers, setReaders] = useState<Audience>();
  const tab: Tab = mayReply ? (mayNote ? chosen : "reply") : "note";
  const note = notes.find((one) => readers && sameAudience(one, readers)) ?? notes[0];
  const audience = (tab === "note" && note) || everyone;

  if (!mayReply && !mayNote)
    return (
      <div className="composer-closed">
        <Lock size={16} aria-hidden="true" />
        <p>{status === "closed" ? words.composer.closed : words.composer.readOnly}</p>
        {whenClosed}
      </div>
    );

  return (
    <div className="composer-place">
      {!mayReply && (
        <div className="composer-closed composer-closed--above">
          <Lock size={16} aria-hidden="true" />
          <p>{status === "closed" ? words.composer.closed : words.composer.readOnly}</p>
          {whenClosed}
        </div>
      )}
      <Writing key={tab} conversation={conversation} tab={tab} audience={audience}>
        {mayNote && (
          <div className="composer__head">
            <Tabs tab={tab} mayReply={mayReply} onChoose={setChosen} />
            {tab === "note" && notes.length > 1 && (
              <Suspense>
                <NoteFor conversation={conversation} notes={notes} chosen={audience} onChoose={setReaders} />
              </Suspense>
            )}
          </div>
        )}
      </Writing>
    </div>
  );
}

function Tabs({ tab, mayReply, onChoose }: { tab: Tab; mayReply: boolean; onChoose: (tab: Tab) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its legend's layout
    <div className="composer__tabs" role="group" aria-label={words.composer.tabs}>
      {(["reply", "note"] as const).map((one) => (
        <button
          key={one}
          type="button"
          className="composer__tab"
          data-tab={one}
          aria-pressed={one === tab}
          disabled={one === "reply" && !mayReply}
          onClick={() => onChoose(one)}
        >
          {words.composer[one]}
        </button>
      ))}
    </div>
  );
}

interface WritingProps {
  conversation: ConversationView;
  tab: Tab;
  audience: Audience;
  children: ReactNode;
}

function Writing({ conversation, tab, audience, children }: WritingProps) {
  const { body, write, send, left, isOver, maySend } = useCompose(conversation, tab, audience);
  const name = readerOf(conversation);
  const input = useAutosize(body);
  const hintId = useId();
  const label = audience.kind === "everyone" ? words.composer.writeTo(name) : words.composer.writeNote[audience.kind];

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey, keyCode } = event;
    const { isComposing } = event.nativeEvent;
    if (!sends({ key, shiftKey, ctrlKey, metaKey, altKey, keyCode, isComposing }, isTouch())) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className="composer"
      data-note={isNote(audience) || undefined}
      data-over={isOver || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        send();
        input.current?.focus();
      }}
    >
      {children}
      <textarea
        ref={input}
        className="composer__input"
        aria-label={label}
        aria-describedby={hintId}
        aria-invalid={isOver || undefined}
        placeholder={label}
        dir="auto"
        rows={1}
        enterKeyHint="send"
        value={body}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="composer__foot">
        <p id={hintId} className={isNote(audience) ? "composer__hint" : "composer__hint clip"}>
          {isOver && left !== null ? (
            <span className="composer__over">{words.composer.overLimit(count(-left), count(MAX_BODY))}</span>
          ) : left !== null ? (
            words.composer.left(count(left))
          ) : (
            <Destination conversation={conversation} name={name} audience={audience} />
          )}
        </p>
        <span className="composer__keys">{words.composer.hint}</span>
        <Button look="primary" type="submit" disabled={!maySend}>
          {isNote(audience) ? words.composer.saveNote : words.composer.send}
          <SendHorizontal className="composer__icon" size={16} aria-hidden="true" />
        </Button>
      </div>
    </form>
  );
}

interface DestinationProps {
  conversation: ConversationView;
  name: string;
  audience: Audience;
}

function Destination({ conversation, name, audience }: DestinationProps) {
  if (isNote(audience)) return noteReaders(audience, conversation);
  if (conversation.status === "resolved") return words.composer.resolvedHint;

  return words.composer.toAll(name);
}

/** The marketplace speaks to both sides. */
function readerOf(conversation: ConversationView): string {
  if (conversation.mine.role === "platform") return words.composer.everyone;

  return counterpartOf(conversation)?.name ?? conversation.subject;
}

/** As tall as its text, up to what the styles allow. */
function useAutosize(body: string) {
  const input = useRef<HTMLTextAreaElement>(null);

  useLayoutEffect(() => {
    const box = input.current;
    if (box === null) return;
    box.style.blockSize = "auto";
    box.style.blockSize = `${box.scrollHeight}px`;
  }, [body]);

  return input;
}

const isTouch = () => window.matchMedia?.("(pointer: coarse)").matches ?? false;
