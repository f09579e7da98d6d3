import { useMutation } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { ProblemError } from "../api/problem";
import { useSession, useWatched } from "../app/SessionProvider";
import { newClientId } from "../conversation/clientId";
import { MAX_BODY, measure } from "../conversation/compose";
import { draftKey } from "../conversation/drafts";
import { Button } from "../design/Button";
import "../design/field.css";
import { count } from "../design/money";
import { problemWords, words } from "../words";
import { ChoiceText } from "./ChoiceText";
import type { Choice } from "./choices";
import { Templates } from "./Templates";
import { startWords } from "./words";

interface FirstMessageProps {
  choice: Choice;
  /** To choose something else, where there is something else. */
  onBack?: () => void;
  onStarted: (conversationId: string) => void;
}

/** The first message about what was chosen. Its draft is kept until it is sent. */
export function FirstMessage({ choice, onBack, onStarted }: FirstMessageProps) {
  const { drafts, api } = useSession();
  const draftId = `new-${choice.key}`;
  const body = useWatched(drafts.all).get(draftKey(draftId, "reply")) ?? "";
  // One id for all tries, so that a repeat after a lost answer is the same message.
  const [clientId] = useState(() => newClientId());
  const box = useRef<HTMLTextAreaElement>(null);
  const { isOver, maySend, left } = measure(body);

  const start = useMutation({
    mutationFn: () =>
      api.start({
        topic: choice.start,
        businessId: choice.business.id,
        message: { clientId, body: body.trim() },
      }),
    onSuccess: (conversation) => {
      drafts.write(draftId, "reply", "");
      onStarted(conversation.id);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (maySend) start.mutate();
  };

  return (
    <form className="first" onSubmit={submit}>
      <div className="first__choice">
        <span className="first__what">
          <ChoiceText choice={choice} />
        </span>
        {onBack && (
          <Button look="quiet" onClick={onBack}>
            <ArrowLeft size={16} aria-hidden="true" />
            {startWords.change}
          </Button>
        )}
      </div>
      <Templates kind={choice.topic.kind} box={box} />
      <label className="field">
        <span className="field__label">{startWords.message}</span>
        <textarea
          ref={box}
          className="field__input first__input"
          dir="auto"
          rows={6}
          placeholder={words.composer.writeTo(choice.business.name)}
          value={body}
          aria-invalid={isOver || undefined}
          onChange={(event) => drafts.write(draftId, "reply", event.target.value)}
        />
      </label>
      {isOver && left !== null && (
        <p className="field__note field__note--problem">{words.composer.overLimit(count(-left), count(MAX_BODY))}</p>
      )}
      {start.isError && (
        <p className="first__problem" role="alert">
          {wordsOf(start.error)}
        </p>
      )}
      <div className="first__foot">
        <p className="field__note">{words.composer.toAll(choice.business.name)}</p>
        <Button look="primary" type="submit" disabled={!maySend} busy={start.isPending}>
          {startWords.send}
        </Button>
      </div>
    </form>
  );
}

const wordsOf = (error: Error) =>
  error instanceof ProblemError ? problemWords(error.code, error.detail.reason) : problemWords("internal");
