import { ArrowLeft, MessageCircleOff, RotateCw } from "lucide-react";
import { Link, Navigate, useNavigate } from "react-router";
import type { Context } from "../../../loader/src/messages";
import { ProblemError } from "../api/problem";
import { ChoiceText } from "../contact/ChoiceText";
import { FirstMessage } from "../contact/FirstMessage";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { RowsSkeleton } from "../design/Skeleton";
import { problemWords, words } from "../words";
import type { WidgetApi } from "./api";
import { choiceOf } from "./choice";
import { useOffer } from "./useOffer";
import { widgetWords } from "./words";

interface AboutProps {
  api: WidgetApi;
  context: Context | null;
}

/** The conversation about what the page shows, or how to open it. */
export function About({ api, context }: AboutProps) {
  const navigate = useNavigate();
  const offer = useOffer(api, context);

  if (context === null) return <Navigate to="/" replace />;
  if (offer.isPending) return <RowsSkeleton rows={3} />;
  if (offer.isError) return <NoOffer error={offer.error} retry={() => void offer.refetch()} />;

  const { conversationId, refusal } = offer.data;
  if (conversationId) return <Navigate to={`/${conversationId}`} replace />;
  const choice = choiceOf(offer.data);

  return (
    <section className="widget__about" aria-label={widgetWords.about}>
      <header className="widget__title">
        <Link className="icon-button" to="/" aria-label={widgetWords.allTalks}>
          <ArrowLeft size={20} aria-hidden="true" />
        </Link>
        <h1>{widgetWords.about}</h1>
      </header>
      {refusal ? (
        <Empty title={problemWords("contact_not_allowed", refusal)}>
          <span className="widget__choice">
            <ChoiceText choice={choice} />
          </span>
        </Empty>
      ) : (
        <FirstMessage choice={choice} onStarted={(id) => void navigate(`/${id}`, { replace: true })} />
      )}
    </section>
  );
}

export function NoOffer({ error, retry }: { error: Error; retry: () => void }) {
  const isMissing = error instanceof ProblemError && (error.status === 404 || error.status === 400);

  return isMissing ? (
    <Empty
      icon={<MessageCircleOff size={22} aria-hidden="true" />}
      title={widgetWords.notHere}
      text={widgetWords.notHereText}
    >
      <Link className="button button--secondary" to="/">
        {widgetWords.allTalks}
      </Link>
    </Empty>
  ) : (
    <Empty failed icon={<RotateCw size={22} aria-hidden="true" />} title={widgetWords.failed}>
      <Button onClick={retry}>{words.retry}</Button>
    </Empty>
  );
}
