import { LogIn } from "lucide-react";
import type { Asked } from "../../../loader/src/messages";
import { ChoiceText } from "../contact/ChoiceText";
import { Empty } from "../design/Empty";
import { RowsSkeleton } from "../design/Skeleton";
import { problemWords } from "../words";
import type { WidgetApi } from "./api";
import { choiceOf } from "./choice";
import { useOffer } from "./useOffer";
import { VisitorForm } from "./VisitorForm";
import { widgetWords } from "./words";

interface VisitorProps {
  api: WidgetApi;
  asked: Asked;
  onGuest: (accessToken: string) => void;
}

/** What somebody sees whom the shop has not named: a form where it takes inquiries of guests, else the way in where the page gave one. */
export function Visitor({ api, asked, onGuest }: VisitorProps) {
  const { data: offer, isLoading } = useOffer(api, asked.context);
  const isClosed = offer?.refusal === "closed";
  const wayIn = asked.signIn !== null && !isClosed && (
    <a className={offer?.takesInquiries ? "button" : "button button--primary"} href={asked.signIn} target="_top">
      {widgetWords.signIn}
    </a>
  );

  return (
    <main className="widget">
      {isLoading ? (
        <RowsSkeleton rows={3} />
      ) : offer?.takesInquiries ? (
        <VisitorForm key={choiceOf(offer).key} api={api} offer={offer} wayIn={wayIn} onGuest={onGuest} />
      ) : (
        <Empty
          isPage
          icon={<LogIn size={22} aria-hidden="true" />}
          title={
            offer ? problemWords("contact_not_allowed", isClosed ? "closed" : "sign_in_required") : widgetWords.visitor
          }
          {...(!offer && { text: widgetWords.visitorText })}
        >
          {offer && (
            <span className="widget__choice">
              <ChoiceText choice={choiceOf(offer)} />
            </span>
          )}
          {wayIn}
        </Empty>
      )}
    </main>
  );
}
