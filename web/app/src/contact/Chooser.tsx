import { ArrowLeft, Search } from "lucide-react";
import { type ReactNode, type RefObject, useDeferredValue, useEffect, useRef, useState } from "react";
import type { Contact } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { Avatar } from "../design/Avatar";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { RowsSkeleton } from "../design/Skeleton";
import { words } from "../words";
import { ChoiceText } from "./ChoiceText";
import type { Choice } from "./choices";
import { type Kind, useChoices, useContacts } from "./useChoices";
import { startWords } from "./words";

/** What to write about, by its kind or by the business that it goes to. */
export function Chooser({ onChoose }: { onChoose: (choice: Choice) => void }) {
  const { me } = useSession();
  // A guest has no orders here, and finds what is offered on the shop's own pages.
  const offered = me.isGuest ? kinds.slice(-1) : kinds;
  const [shown, setShown] = useState<Kind | "businesses">(me.isGuest ? "businesses" : "orders");
  const [contact, setContact] = useState<Contact | null>(null);
  const [q, setQ] = useState("");
  const asked = useDeferredValue(q.trim());
  const show = (one: Kind | "businesses") => {
    setShown(one);
    setContact(null);
  };
  const search = useRef<HTMLInputElement>(null);
  const choose = (one: Contact | null) => {
    setContact(one);
    setQ("");
    // The button that had the focus goes.
    if (one === null) search.current?.focus();
  };

  return (
    <div className="chooser">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its legend's layout */}
      <div className="chooser__kinds" role="group" aria-label={startWords.about}>
        {offered.map((one) => (
          <button key={one} type="button" className="toggle" aria-pressed={one === shown} onClick={() => show(one)}>
            {startWords[one]}
          </button>
        ))}
      </div>
      <SearchBox box={search} q={q} onChange={setQ} />
      {contact ? (
        <>
          <Of name={contact.business.name} onOther={() => choose(null)} />
          <Choices of={contact} q={asked} onChoose={onChoose} />
        </>
      ) : shown === "businesses" ? (
        <Contacts q={asked} onChoose={choose} />
      ) : (
        <Choices of={shown} q={asked} onChoose={onChoose} />
      )}
    </div>
  );
}

const isTouch = () => window.matchMedia("(pointer: coarse)").matches;
const kinds = ["orders", "listings", "services", "businesses"] as const;

interface SearchBoxProps {
  box: RefObject<HTMLInputElement | null>;
  q: string;
  onChange: (q: string) => void;
}

function SearchBox({ box, q, onChange }: SearchBoxProps) {
  return (
    <search className="search chooser__search">
      <Search className="search__icon" size={16} aria-hidden="true" />
      <input
        ref={box}
        className="search__input"
        type="search"
        aria-label={startWords.searchPlaceholder}
        placeholder={startWords.searchPlaceholder}
        data-autofocus={isTouch() ? undefined : true}
        value={q}
        onChange={(event) => onChange(event.target.value)}
      />
    </search>
  );
}

/** The business that was chosen. Its button is gone, so the name takes the focus. */
function Of({ name, onOther }: { name: string; onOther: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  return (
    <div className="chooser__of">
      <h3 ref={heading} className="clip" tabIndex={-1} dir="auto">
        {name}
      </h3>
      <Button look="quiet" onClick={onOther}>
        <ArrowLeft size={16} aria-hidden="true" />
        {startWords.other}
      </Button>
    </div>
  );
}

interface ChoicesProps {
  of: Kind | Contact;
  q: string;
  onChoose: (choice: Choice) => void;
}

function Choices({ of, q, onChoose }: ChoicesProps) {
  const choices = useChoices(of, q);

  return (
    <Lines of={choices} q={q} onChoose={onChoose} keyOf={(choice) => choice.key}>
      {(choice) => <ChoiceText choice={choice} />}
    </Lines>
  );
}

function Contacts({ q, onChoose }: { q: string; onChoose: (contact: Contact) => void }) {
  const contacts = useContacts(q);

  return (
    <Lines of={contacts} q={q} onChoose={onChoose} keyOf={({ business }) => business.id}>
      {({ business }) => (
        <>
          <Avatar name={business.name} />
          <span className="choice__title clip" dir="auto">
            {business.name}
          </span>
        </>
      )}
    </Lines>
  );
}

interface LinesProps<Line> {
  of: { isPending: boolean; isError: boolean; data: readonly Line[] | undefined };
  q: string;
  keyOf: (line: Line) => string;
  onChoose: (line: Line) => void;
  children: (line: Line) => ReactNode;
}

function Lines<Line>({ of: { isPending, isError, data }, q, keyOf, onChoose, children }: LinesProps<Line>) {
  if (isPending) return <RowsSkeleton rows={5} />;
  if (isError) return <Empty failed title={words.list.failed} text={words.list.failedText} />;
  if (data === undefined || data.length === 0)
    return q === "" ? (
      <Empty title={startWords.none} />
    ) : (
      <Empty title={startWords.noneFound} text={startWords.noneFoundText} />
    );

  return (
    <ul className="chooser__list">
      {data.map((line) => (
        <li key={keyOf(line)}>
          <button type="button" className="choice" onClick={() => onChoose(line)}>
            {children(line)}
          </button>
        </li>
      ))}
    </ul>
  );
}
