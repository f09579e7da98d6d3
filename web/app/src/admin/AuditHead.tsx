import { RefreshCw } from "lucide-react";
import type { AuditEntry } from "../api/types";
import { IconButton } from "../design/Button";
import { Days } from "../design/Days";
import { FilterSelect } from "../design/FilterSelect";
import { words } from "../words";
import type { AuditChange } from "./AdminAudit";
import { AdminViews } from "./AdminViews";
import type { AuditFilter } from "./audit";
import { FilterTag } from "./FilterTag";
import { adminWords } from "./words";

interface AuditHeadProps {
  filter: AuditFilter;
  /** Among them who gives a filter its name. */
  entries: readonly AuditEntry[];
  onChange: (change: AuditChange) => void;
  isBusy: boolean;
  onRefresh: () => void;
}

/** Title, pages and filters over the entries. */
export function AuditHead({ filter, entries, onChange, isBusy, onRefresh }: AuditHeadProps) {
  const actor = entries.find((entry) => entry.actor?.id === filter.actor)?.actor;

  return (
    <header className="page__head">
      <div className="page__title">
        <h1 className="list-head__name">{adminWords.audit}</h1>
        <AdminViews />
        <IconButton
          className="page__refresh"
          label={adminWords.refresh}
          icon={<RefreshCw size={16} aria-hidden="true" />}
          aria-busy={isBusy || undefined}
          onClick={onRefresh}
        />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its legend's layout */}
      <div className="page__filters" role="group" aria-label={words.list.filters}>
        <FilterSelect
          label={adminWords.action}
          any={adminWords.anyAction}
          names={adminWords.actions}
          value={filter.action}
          onChange={(action) => onChange({ action })}
        />
        <Days labels={adminWords} from={filter.from} to={filter.to} onChange={onChange} />
        {filter.actor && (
          <FilterTag
            text={adminWords.actor(actor?.name ?? adminWords.someone)}
            onRemove={() => onChange({ actor: undefined })}
          />
        )}
        {filter.conversation && (
          <FilterTag text={adminWords.inOne} onRemove={() => onChange({ conversation: undefined })} />
        )}
      </div>
    </header>
  );
}
