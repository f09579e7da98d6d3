import { CircleCheck, RotateCw, SearchX } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import type { Asked } from "../api/client";
import { ProblemError } from "../api/problem";
import type { ContactDoor } from "../api/types";
import { useDoor } from "../app/SessionProvider";
import { Thumb } from "../design/Avatar";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { moneyWords } from "../design/money";
import { RowsSkeleton } from "../design/Skeleton";
import { problemWords, words } from "../words";
import { QuickForm } from "./QuickForm";
import { Reveals } from "./Reveals";
import { Told, Waits } from "./Told";
import { useContact } from "./useContact";
import { contactWords } from "./words";
import "../design/field.css";
import "./quick.css";

interface QuickBodyProps {
  asked: Asked;
  onDone: () => void;
}

/** What only holds somebody back until he has signed in, or is known only then. */
const afterSignIn = ["sign_in_required", "email_proof_required"];

/** What a quick message is about, the message, and what came of it: in a dialog or on a page of its own. */
export function QuickBody({ asked, onDone }: QuickBodyProps) {
  const { data: contact, error, refetch } = useContact(asked);
  const { standing } = useDoor();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [waitsFor, setWaitsFor] = useState<string | null>(null);

  if (contact === undefined)
    return error === null ? <RowsSkeleton rows={3} /> : <NotHere error={error} retry={refetch} />;

  return (
    <div className="quick">
      <About contact={contact} />
      {sentTo !== null ? (
        <Sent name={contact.business.name} conversationId={sentTo} onDone={onDone} />
      ) : waitsFor !== null ? (
        <Waits name={contact.business.name} email={waitsFor} />
      ) : contact.refusal && !(standing.is === "out" && afterSignIn.includes(contact.refusal)) ? (
        <p className="quick__note">{problemWords("contact_not_allowed", contact.refusal)}</p>
      ) : (
        <QuickForm asked={asked} contact={contact} onSent={setSentTo} onWaits={setWaitsFor} />
      )}
      <Reveals asked={asked} contact={contact} />
    </div>
  );
}

function About({ contact: { topic, business } }: { contact: ContactDoor }) {
  const facts = [topic.price && moneyWords(topic.price), words.start.sold(business.name)].filter(Boolean);

  return (
    <div className="quick__about">
      <Thumb topic={topic} size={48} />
      <p className="quick__what">
        <bdi className="quick__title">{topic.title}</bdi>
        <bdi className="quick__facts figures">{facts.join(" · ")}</bdi>
      </p>
    </div>
  );
}

interface SentProps {
  name: string;
  conversationId: string;
  onDone: () => void;
}

function Sent({ name, conversationId, onDone }: SentProps) {
  return (
    <Told icon={<CircleCheck size={20} aria-hidden="true" />} title={contactWords.sent(name)}>
      <p>{contactWords.sentText(name)}</p>
      <div className="quick__foot">
        <Button onClick={onDone}>{contactWords.done}</Button>
        <Link className="button button--primary" to={`/messages/${conversationId}`}>
          {contactWords.goOn}
        </Link>
      </div>
    </Told>
  );
}

function NotHere({ error, retry }: { error: Error; retry: () => unknown }) {
  const isGone = error instanceof ProblemError && (error.status === 404 || error.status === 400);

  return isGone ? (
    <Empty
      icon={<SearchX size={22} aria-hidden="true" />}
      title={contactWords.missing}
      text={contactWords.missingText}
    />
  ) : (
    <Empty
      failed
      icon={<RotateCw size={22} aria-hidden="true" />}
      title={contactWords.unreachable}
      text={contactWords.unreachableText}
    >
      <Button onClick={() => void retry()}>{words.retry}</Button>
    </Empty>
  );
}
