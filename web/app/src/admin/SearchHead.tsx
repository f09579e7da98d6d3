import type { SearchHit } from "../api/types";
import { Days } from "../design/Days";
import { FilterSelect } from "../design/FilterSelect";
import { orderStatuses } from "../orders/orders";
import { words } from "../words";
import { AdminViews } from "./AdminViews";
import { FilterTag } from "./FilterTag";
import { SearchField } from "./SearchField";
import { namesOf, type SearchChange, type SearchFilter, senders } from "./search";
import { adminWords } from "./words";

const orderStatusNames = namesOf(orderStatuses, words.orderStatus);
const senderNames = namesOf(senders, words.role);

interface SearchHeadProps {
  filter: SearchFilter;
  /** Among them which business a filter names. */
  hits: readonly SearchHit[];
  onChange: (change: SearchChange) => void;
}

/** Title, words and filters over what was found. */
export function SearchHead({ filter, hits, onChange }: SearchHeadProps) {
  const business = hits.find((hit) => hit.business?.id === filter.business)?.business;

  return (
    <header className="page__head">
      <div className="page__title">
        <h1 className="list-head__name">{adminWords.search}</h1>
        <AdminViews />
      </div>
      <SearchField value={filter.q ?? ""} onSearch={(q) => onChange({ q })} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its legend's layout */}
      <div className="page__filters" role="group" aria-label={words.list.filters}>
        <Choices filter={filter} onChange={onChange} />
        <button
          type="button"
          className="toggle"
          aria-pressed={filter.unread ?? false}
          onClick={() => onChange({ unread: filter.unread ? undefined : "1" })}
        >
          {adminWords.unread}
        </button>
        <Days labels={adminWords} from={filter.from} to={filter.to} onChange={onChange} />
        {filter.business && (
          <FilterTag
            text={adminWords.business(business?.name ?? adminWords.someone)}
            onRemove={() => onChange({ business: undefined })}
          />
        )}
      </div>
    </header>
  );
}

function Choices({ filter, onChange }: Pick<SearchHeadProps, "filter" | "onChange">) {
  return (
    <>
      <FilterSelect
        label={words.list.statusLabel}
        any={words.list.anyStatus}
        names={words.status}
        value={filter.status}
        onChange={(status) => onChange({ status })}
      />
      <FilterSelect
        label={adminWords.orderStatus}
        any={adminWords.anyOrderStatus}
        names={orderStatusNames}
        value={filter.orderStatus}
        onChange={(orderStatus) => onChange({ orderStatus })}
      />
      <FilterSelect
        label={adminWords.channel}
        any={adminWords.anyChannel}
        names={words.channel}
        value={filter.channel}
        onChange={(channel) => onChange({ channel })}
      />
      <FilterSelect
        label={adminWords.senderRole}
        any={adminWords.anySender}
        names={senderNames}
        value={senders.find((sender) => sender === filter.senderRole)}
        onChange={(senderRole) => onChange({ senderRole })}
      />
    </>
  );
}
