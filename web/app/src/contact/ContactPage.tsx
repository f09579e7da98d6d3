import { useNavigate, useParams } from "react-router";
import type { Asked } from "../api/client";
import type { TopicKind } from "../api/types";
import { NotFound } from "../app/pages";
import { useDoor } from "../app/SessionProvider";
import { useTitle } from "../inbox/useTitle";
import { QuickBody } from "./QuickBody";
import { useContact } from "./useContact";
import { contactWords } from "./words";

const kinds: readonly string[] = ["order", "listing", "service", "general"] satisfies TopicKind[];

/** A quick message on a page of its own, which a shop's pages can link to; who is not signed in reads it too. */
export default function ContactPage() {
  const { kind = "", id = "" } = useParams();

  return kinds.includes(kind) ? <Page key={`${kind}/${id}`} kind={kind as TopicKind} id={id} /> : <NotFound />;
}

function Page(asked: Asked) {
  const { data } = useContact(asked);
  const { standing } = useDoor();
  const navigate = useNavigate();
  const title = data ? contactWords.title(data.business.name) : contactWords.ask;
  useTitle(title, 0);

  return (
    <main className="quick-page" aria-busy={standing.is === "asking" || undefined}>
      <div className="quick-page__card">
        <h1 className="quick-page__title" dir="auto">
          {title}
        </h1>
        <QuickBody asked={asked} onDone={() => void navigate("/messages")} />
      </div>
    </main>
  );
}
