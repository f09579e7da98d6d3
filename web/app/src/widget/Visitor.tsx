import { LogIn } from "lucide-react";
import type { ReactNode } from "react";
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
  onGuest: (accessToken: string) => Promise<void>;
}

/** What somebody sees whom the shop has not named: a form where it takes inquiries of guests, else the way in where the page gave one. */
export function Visitor({ api, asked, onGuest }: VisitorProps) {
  const { data: offer, isLoading } = useOffer(api, asked.context);
  if (isLoading) return within(<RowsSkeleton rows={3} />);

  const isClosed = offer?.refusal === "closed";
  const wayIn = asked.signIn !== null && !isClosed && (
    <a className={offer?.takesInquiries ? "button" : "button button--primary"} href={asked.signIn} target="_top">
      {widgetWords.signIn}
    </a>
  );
  if (offer?.takesInquiries)
    return within(<VisitorForm key={choiceOf(offer).key} api={api} offer={offer} wayIn={wayIn} onGuest={onGuest} />);

  const told = offer
    ? { title: problemWords("contact_not_allowed", isClosed ? "closed" : "sign_in_required") }
    : { title: widgetWords.visitor, text: widgetWords.visitorText };

  return within(
    <Empty isPage icon={<LogIn size={22} aria-hidden="true" />} {...told}>
      {offer && (
        <span className="widget__choice">
          <ChoiceText choice={choiceOf(offer)} />
        </span>
      )}
      {wayIn}
    </Empty>,
  );
}

const within = (content: ReactNode) => <main className="widget">{content}</main>;
