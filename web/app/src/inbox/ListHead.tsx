import { ListFilter, Search, X } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { ConversationStatus, TopicKind } from "../api/types";
import { IconButton } from "../design/Button";
import { words } from "../words";
import { BusinessSelect } from "./BusinessSelect";
import type { InboxFilter } from "./filter";

/** A pause in typing after which the list follows. In milliseconds. */
const SEARCH_PAUSE_MS = 250;

export type FilterChange = { [Name in keyof InboxFilter]?: InboxFilter[Name] | undefined };

interface ListHeadProps {
  title: string;
  filter: InboxFilter;
  onChange: (change: FilterChange) => void;
  action?: ReactNode;
  /** Tabs of views, instead of the filters for status. */
  views?: ReactNode;
  /** Further filters, and how many of them are on. */
  more?: { filters: ReactNode; on: number };
}

/** Title, search and filters over a list. What they say stands in the address. */
export function ListHead({ title, filter, onChange, action, views, more }: ListHeadProps) {
  return (
    <div className="list-head">
      <div className="list-head__title">
        <h1 className="list-head__name clip" dir="auto">
          {title}
        </h1>
        {action}
      </div>
      <SearchBox key={filter.as ?? ""} value={filter.q ?? ""} onSearch={(q) => onChange({ q: q || undefined })} />
      {views}
      <Filters filter={filter} onChange={onChange} hasViews={views !== undefined} more={more} />
    </div>
  );
}

interface FiltersProps {
  filter: InboxFilter;
  onChange: (change: FilterChange) => void;
  hasViews: boolean;
  more: ListHeadProps["more"];
}

/** Unread is one press away, the others behind a button that says how many are on. */
function Filters({ filter, onChange, hasViews, more }: FiltersProps) {
  const known = [filter.topic, hasViews ? undefined : (filter.status ?? filter.archived), filter.business];
  const on = known.filter((value) => value !== undefined).length + (more?.on ?? 0);
  const [isOpen, setOpen] = useState(on > 0);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its legend's layout
    <div className="list-head__filters" role="group" aria-label={words.list.filters}>
      <button
        type="button"
        className="toggle"
        aria-pressed={filter.unread ?? false}
        onClick={() => onChange({ unread: filter.unread ? undefined : true })}
      >
        {words.list.unread}
      </button>
      <button type="button" className="toggle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <ListFilter size={14} aria-hidden="true" />
        {on > 0 ? words.list.filtersOn(on) : words.list.filters}
      </button>
      {isOpen && (
        <div className="list-head__more">
          <TopicSelect value={filter.topic} onChange={(topic) => onChange({ topic })} />
          {!hasViews && <StatusSelect filter={filter} onChange={onChange} />}
          {!hasViews && <BusinessSelect value={filter.business} onChange={(business) => onChange({ business })} />}
          {more?.filters}
        </div>
      )}
    </div>
  );
}

function SearchBox({ value, onSearch }: { value: string; onSearch: (q: string) => void }) {
  const [text, setText] = useState(value);
  const search = useRef(onSearch);
  search.current = onSearch;

  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => search.current(text.trim()), SEARCH_PAUSE_MS);

    return () => clearTimeout(timer);
  }, [text, value]);

  return (
    <search className="search">
      <Search className="search__icon" size={16} aria-hidden="true" />
      <input
        className="search__input"
        type="search"
        aria-label={words.list.search}
        placeholder={words.list.search}
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={200}
        enterKeyHint="search"
      />
      {text !== "" && (
        <IconButton
          className="search__clear"
          label={words.list.clearSearch}
          icon={<X size={16} aria-hidden="true" />}
          onClick={() => {
            setText("");
            onSearch("");
          }}
        />
      )}
    </search>
  );
}

function TopicSelect({ value, onChange }: { value: TopicKind | undefined; onChange: (topic?: TopicKind) => void }) {
  return (
    <select
      className="select"
      aria-label={words.list.topicLabel}
      value={value ?? ""}
      onChange={(event) => onChange((event.target.value || undefined) as TopicKind | undefined)}
    >
      <option value="">{words.list.anyTopic}</option>
      {(Object.keys(words.topic) as TopicKind[]).map((kind) => (
        <option key={kind} value={kind}>
          {words.topic[kind]}
        </option>
      ))}
    </select>
  );
}

function StatusSelect({ filter, onChange }: { filter: InboxFilter; onChange: (change: FilterChange) => void }) {
  const value = filter.archived ? "archived" : (filter.status ?? "");
  const choose = (chosen: string) =>
    onChange(
      chosen === "archived"
        ? { archived: true, status: undefined }
        : { archived: undefined, status: (chosen || undefined) as ConversationStatus | undefined },
    );

  return (
    <select
      className="select"
      aria-label={words.list.statusLabel}
      value={value}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">{words.list.anyStatus}</option>
      {(Object.keys(words.status) as ConversationStatus[]).map((status) => (
        <option key={status} value={status}>
          {words.status[status]}
        </option>
      ))}
      <option value="archived">{words.list.archived}</option>
    </select>
  );
}
