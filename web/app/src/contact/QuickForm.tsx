import { LoaderCircle, LogIn, MessageSquare, SendHorizontal } from "lucide-react";
import { type FormEvent, useId } from "react";
import { Link } from "react-router";
import type { Asked } from "../api/client";
import { ProblemError } from "../api/problem";
import type { ContactDoor } from "../api/types";
import { useDoor } from "../app/SessionProvider";
import { Button } from "../design/Button";
import { count } from "../design/money";
import { textOf } from "../people/useSubmit";
import { problemWords } from "../words";
import { GuestFields } from "./GuestFields";
import { measureQuick, withTemplate } from "./quick";
import { useQuickMessage } from "./useContact";
import { contactWords } from "./words";

interface QuickFormProps {
  asked: Asked;
  contact: ContactDoor;
  onSent: (conversationId: string) => void;
  /** What was written waits until its writer has opened the link in his mail. */
  onWaits: (email: string) => void;
}

/** Templates, the text with its counter, and what can be done with it. */
export function QuickForm({ asked, contact, onSent, onWaits }: QuickFormProps) {
  const { body, write, send, inquire, open } = useQuickMessage(asked, contact);
  const { isOver, maySend } = measureQuick(body, contact.maxLength);
  const inputId = useId();
  const { standing } = useDoor();
  const needsSignIn = standing.is !== "in";
  const templates = contactWords.templatesOf[asked.kind];
  const isGuest = needsSignIn && contact.takesInquiries && contact.refusal === "email_proof_required";
  const problem = send.error ?? inquire.error ?? open.error;
  const isSending = send.isPending || inquire.isPending;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!maySend || isSending) return;
    if (isGuest) {
      const given = new FormData(event.currentTarget);
      const [name, email, phone] = [
        textOf(given, "name"),
        textOf(given, "email").trim(),
        textOf(given, "phone").trim(),
      ];
      inquire.mutate({ name, email, ...(phone && { phone }) }, { onSuccess: () => onWaits(email) });
    } else send.mutate(undefined, { onSuccess: onSent });
  };

  return (
    <form className="quick__form" onSubmit={submit}>
      <Templates templates={templates} onChoose={(template) => write(withTemplate(body, template, templates))} />
      <div className="field">
        <label className="field__label" htmlFor={inputId}>
          {contactWords.message}
        </label>
        <textarea
          id={inputId}
          className="field__input quick__input"
          dir="auto"
          rows={4}
          placeholder={contactWords.placeholder}
          data-autofocus
          value={body}
          disabled={isSending}
          aria-describedby={`${inputId}-counter`}
          aria-invalid={isOver || undefined}
          onChange={(event) => write(event.target.value)}
        />
        <p id={`${inputId}-counter`} className={isOver ? "field__note field__note--problem" : "field__note"}>
          <span className="figures">{contactWords.counter(count(body.length), count(contact.maxLength))}</span>
          {isOver && ` · ${contactWords.over(count(body.length - contact.maxLength))}`}
        </p>
      </div>
      {isGuest && <GuestFields error={inquire.error} />}
      {needsSignIn && !isGuest && <p className="quick__note">{contactWords.signInText}</p>}
      {problem && (
        <p className="quick__problem" role="alert">
          {wordsOf(problem)}
        </p>
      )}
      <div className="quick__foot">
        {needsSignIn ? (
          <Link
            className={isGuest ? "button" : "button button--primary"}
            to={`/signin?next=${encodeURIComponent(`/contact/${asked.kind}/${asked.id}`)}`}
          >
            <LogIn size={16} aria-hidden="true" />
            {isGuest ? contactWords.guest.signIn : contactWords.signIn[asked.kind]}
          </Link>
        ) : (
          <Button busy={open.isPending} disabled={isSending} onClick={() => open.mutate()}>
            <MessageSquare size={16} aria-hidden="true" />
            {contactWords.full}
          </Button>
        )}
        {(!needsSignIn || isGuest) && (
          <Button look="primary" type="submit" disabled={!maySend} busy={isSending}>
            {isSending ? (
              <LoaderCircle className="quick__spinner" size={16} aria-hidden="true" />
            ) : (
              <SendHorizontal className="composer__icon" size={16} aria-hidden="true" />
            )}
            {isSending ? contactWords.sending : contactWords.send}
          </Button>
        )}
      </div>
    </form>
  );
}

interface TemplatesProps {
  templates: readonly string[];
  onChoose: (template: string) => void;
}

function Templates({ templates, onChoose }: TemplatesProps) {
  const id = useId();

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its legend's layout
    <div className="quick__templates" role="group" aria-labelledby={id}>
      <h3 id={id} className="field__label quick__label">
        {contactWords.templates}
      </h3>
      {templates.map((template) => (
        <button key={template} type="button" className="quick__template" onClick={() => onChoose(template)}>
          {template}
        </button>
      ))}
    </div>
  );
}

/** What may pass is said as that; what will not, by its reason. */
function wordsOf(error: Error): string {
  if (!(error instanceof ProblemError) || error.isPassing) return contactWords.failed;
  const { reason } = error.detail;

  return (reason && contactWords.refusal[reason]) || problemWords(error.code, reason);
}
