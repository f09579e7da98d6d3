import { LogIn } from "lucide-react";
import { ChoiceText } from "../contact/ChoiceText";
import { Empty } from "../design/Empty";
import { problemWords } from "../words";
import { useOffer } from "./About";
import type { WidgetApi } from "./api";
import { choiceOf } from "./choice";
import type { Visit } from "./useVisit";
import { widgetWords } from "./words";

interface VisitorProps {
  api: WidgetApi;
  visit: Visit;
}

/** What somebody sees whom the shop has not named: what it is about, and the way in where the page gave one. */
export function Visitor({ api, visit: { asked, signIn } }: VisitorProps) {
  const { data: offer } = useOffer(api, asked.context);
  const isClosed = offer?.refusal === "closed";

  return (
    <main className="widget">
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
        {/* Here a shop that takes inquiries of guests will have their form. */}
        {signIn !== null && !isClosed && (
          <a className="button button--primary" href={signIn} target="_top">
            {widgetWords.signIn}
          </a>
        )}
      </Empty>
    </main>
  );
}
