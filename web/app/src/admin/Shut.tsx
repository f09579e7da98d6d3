import { ArrowLeft, Lock } from "lucide-react";
import { Link } from "react-router";
import { topicLine } from "../conversation/counterpart";
import { words } from "../words";
import { FactsPane } from "./FactsPane";
import type { Facts } from "./facts";
import { ReasonForm } from "./ReasonForm";
import { adminWords } from "./words";
import "../conversation/head.css";

interface ShutProps {
  conversationId: string;
  facts: Facts | undefined;
  backTo: string;
}

/** A conversation that I have not opened: what it is about, and what reading it takes. */
export function Shut({ conversationId, facts, backTo }: ShutProps) {
  return (
    <>
      <header className="head shut__head">
        <Link className="icon-button head__back" to={backTo} aria-label={words.thread.toList}>
          <ArrowLeft size={20} aria-hidden="true" />
        </Link>
        <div className="head__text">
          <h1 className="head__name clip" dir="auto">
            {facts?.customer?.name ?? adminWords.conversation}
          </h1>
          {facts && (
            <p className="head__facts clip figures">
              <bdi>{facts.business?.name}</bdi>
              <bdi>{topicLine(facts.topic, facts.subject)}</bdi>
            </p>
          )}
        </div>
      </header>
      <div className="shut">
        <section className="shut__ask">
          <h2 className="shut__title">
            <Lock size={18} aria-hidden="true" />
            {adminWords.read}
          </h2>
          <ReasonForm conversationId={conversationId} />
        </section>
        {facts && (
          <div className="shut__facts">
            <FactsPane facts={facts} />
          </div>
        )}
      </div>
    </>
  );
}
