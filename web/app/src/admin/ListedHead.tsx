import type { ListedConversation } from "../api/types";
import { FilterSelect } from "../design/FilterSelect";
import { words } from "../words";
import { AdminViews } from "./AdminViews";
import { FilterTag } from "./FilterTag";
import type { ListedFilter } from "./filter";
import { adminWords } from "./words";

interface ListedHeadProps {
  filter: ListedFilter;
  /** Among them those whose names the filters need. */
  listed: readonly ListedConversation[];
  onChange: (change: { [Name in keyof ListedFilter]?: string | undefined }) => void;
}

/** Title, pages and filters over the list. */
export function ListedHead({ filter, listed, onChange }: ListedHeadProps) {
  const customer = listed.find((one) => one.customer.id === filter.customer)?.customer;
  const business = listed.find((one) => one.business.id === filter.business)?.business;

  return (
    <div className="list-head">
      <div className="list-head__title">
        <h1 className="list-head__name clip">{adminWords.conversations}</h1>
      </div>
      <AdminViews />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its legend's layout */}
      <div className="list-head__filters" role="group" aria-label={words.list.filters}>
        <FilterSelect
          label={words.list.statusLabel}
          any={words.list.anyStatus}
          names={words.status}
          value={filter.status}
          onChange={(status) => onChange({ status })}
        />
        <FilterSelect
          label={words.list.topicLabel}
          any={words.list.anyTopic}
          names={words.topic}
          value={filter.topic}
          onChange={(topic) => onChange({ topic })}
        />
        {filter.customer && (
          <FilterTag
            text={adminWords.customer(customer?.name ?? adminWords.someone)}
            onRemove={() => onChange({ customer: undefined })}
          />
        )}
        {filter.business && (
          <FilterTag
            text={adminWords.business(business?.name ?? adminWords.someone)}
            onRemove={() => onChange({ business: undefined })}
          />
        )}
        {filter.topicId && <FilterTag text={adminWords.aboutOne} onRemove={() => onChange({ topicId: undefined })} />}
      </div>
    </div>
  );
}
