import { LogIn, MessageSquare } from "lucide-react";
import type { FormEvent } from "react";
import { Link } from "react-router";
import type { Asked } from "../api/client";
import type { ContactDoor } from "../api/types";
import { useDoor } from "../app/SessionProvider";
import { withNext } from "../app/withNext";
import { Button } from "../design/Button";
import { GuestFields, guestOf } from "./GuestFields";
import { QuickSend } from "./QuickSend";
import { QuickText } from "./QuickText";
import { measureQuick } from "./quick";
import { quickProblem } from "./quickProblem";
import { useQuickMessage } from "./useContact";
import { contactWords } from "./words";

interface QuickFormProps {
  asked: Asked;
  contact: ContactDoor;
  onSent: (conversationId: string) => void;
  /** What was written waits until its writer has opened the link in his mail. */
  onWaits: (email: string) => void;
}

/** The text, and what can be done with it. */
export function QuickForm({ asked, contact, onSent, onWaits }: QuickFormProps) {
  const { body, write, send, open } = useQuickMessage(asked, contact);
  const { maySend } = measureQuick(body, contact.maxLength);
  const { standing } = useDoor();
  const needsSignIn = standing.is !== "in";
  const isGuest = needsSignIn && contact.takesInquiries;
  const problem = send.error ?? open.error;
  const isSending = send.isPending;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!maySend || isSending) return;
    send.mutate(isGuest ? guestOf(new FormData(event.currentTarget)) : null, {
      onSuccess: ({ conversationId }, guest) => (conversationId ? onSent(conversationId) : onWaits(guest?.email ?? "")),
    });
  };

  return (
    <form className="quick__form" onSubmit={submit}>
      <QuickText kind={asked.kind} body={body} max={contact.maxLength} disabled={isSending} onWrite={write} />
      {isGuest && <GuestFields contact={contact} error={send.error} />}
      {needsSignIn && !isGuest && <p className="quick__note">{contactWords.signInText}</p>}
      {problem && (
        <p className="quick__problem" role="alert">
          {quickProblem(problem)}
        </p>
      )}
      <div className="quick__foot">
        {needsSignIn ? (
          <Link
            className={isGuest ? "button" : "button button--primary"}
            to={withNext("/signin", `/contact/${asked.kind}/${asked.id}`)}
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
        {(!needsSignIn || isGuest) && <QuickSend disabled={!maySend} busy={isSending} />}
      </div>
    </form>
  );
}
