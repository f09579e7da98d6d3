import { Search } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { Dialog } from "../design/Dialog";
import { Empty } from "../design/Empty";
import { RowsSkeleton } from "../design/Skeleton";
import { words } from "../words";
import { ChoiceText } from "./ChoiceText";
import type { Choice } from "./choices";
import { FirstMessage } from "./FirstMessage";
import { type Kind, useChoices } from "./useChoices";
import { startWords } from "./words";

interface NewConversationProps {
  onClose: () => void;
  onStarted: (conversationId: string) => void;
}

/** First what it is about, which says to whom it goes; then the first message. */
export default function NewConversation({ onClose, onStarted }: NewConversationProps) {
  const [choice, setChoice] = useState<Choice | null>(null);

  return (
    <Dialog title={startWords.title} onClose={onClose}>
      {choice === null ? (
        <Chooser onChoose={setChoice} />
      ) : (
        <FirstMessage choice={choice} onBack={() => setChoice(null)} onStarted={onStarted} />
      )}
    </Dialog>
  );
}

const isTouch = () => window.matchMedia("(pointer: coarse)").matches;
const kinds: readonly Kind[] = ["orders", "listings", "services"];

function Chooser({ onChoose }: { onChoose: (choice: Choice) => void }) {
  const [kind, setKind] = useState<Kind>("orders");
  const [q, setQ] = useState("");
  const choices = useChoices(kind, useDeferredValue(q.trim()));

  return (
    <div className="chooser">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its legend's layout */}
      <div className="chooser__kinds" role="group" aria-label={startWords.about}>
        {kinds.map((one) => (
          <button key={one} type="button" className="toggle" aria-pressed={one === kind} onClick={() => setKind(one)}>
            {startWords[one]}
          </button>
        ))}
      </div>
      <search className="search chooser__search">
        <Search className="search__icon" size={16} aria-hidden="true" />
        <input
          className="search__input"
          type="search"
          aria-label={startWords.searchPlaceholder}
          placeholder={startWords.searchPlaceholder}
          data-autofocus={isTouch() ? undefined : true}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
      </search>
      {choices.isPending ? (
        <RowsSkeleton rows={5} />
      ) : choices.isError ? (
        <Empty failed title={words.list.failed} text={words.list.failedText} />
      ) : choices.data === undefined || choices.data.length === 0 ? (
        <Empty title={startWords.none} />
      ) : (
        <ul className="chooser__list">
          {choices.data.map((choice) => (
            <li key={choice.key}>
              <button type="button" className="choice" onClick={() => onChoose(choice)}>
                <ChoiceText choice={choice} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
