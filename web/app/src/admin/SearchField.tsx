import { Search, X } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { IconButton } from "../design/Button";
import { faultOf } from "./search";
import { adminWords } from "./words";

/** A pause in typing after which the search begins. In milliseconds. */
const PAUSE_MS = 250;

interface SearchFieldProps {
  value: string;
  onSearch: (q: string) => void;
}

/** The words that are sought; too many of them are not cut off but named. */
export function SearchField({ value, onSearch }: SearchFieldProps) {
  const id = useId();
  const [text, setText] = useText(value, onSearch);
  const fault = faultOf(text);
  const note =
    fault?.is === "long" ? adminWords.tooLong(fault.over) : fault?.is === "wordless" ? adminWords.noWord : null;

  return (
    <search className="sought">
      <div className="search">
        <Search className="search__icon" size={16} aria-hidden="true" />
        <input
          className="search__input"
          type="search"
          aria-label={adminWords.searchFor}
          aria-invalid={note !== null || undefined}
          aria-describedby={note === null ? undefined : id}
          placeholder={adminWords.searchFor}
          dir="auto"
          value={text}
          onChange={(event) => setText(event.target.value)}
          enterKeyHint="search"
        />
        {text !== "" && (
          <IconButton
            className="search__clear"
            label={adminWords.clearSearch}
            icon={<X size={16} aria-hidden="true" />}
            onClick={() => setText("")}
          />
        )}
      </div>
      {note !== null && (
        <p id={id} className="field__note field__note--problem" role="alert">
          {note}
        </p>
      )}
    </search>
  );
}

/** What is typed, told after a pause; what the address says otherwise, as after going back, is taken over. */
function useText(value: string, onSearch: (q: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const search = useRef(onSearch);
  search.current = onSearch;

  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);

  useEffect(() => {
    const typed = text.trim();
    if (typed === told.current) return;
    const timer = setTimeout(() => {
      told.current = typed;
      search.current(typed);
    }, PAUSE_MS);

    return () => clearTimeout(timer);
  }, [text]);

  return [text, setText];
}
