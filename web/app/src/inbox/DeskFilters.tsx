import { useQuery } from "@tanstack/react-query";
import { useSession } from "../app/SessionProvider";
import { Days } from "../design/Days";
import { FilterSelect } from "../design/FilterSelect";
import { keys } from "../sync/keys";
import type { DeskChange, DeskFilter } from "./deskFilter";
import { deskWords } from "./words";
import "./desk.css";

/** How many listings, and how many services, are offered to choose from. */
const MAX_OFFERS = 100;

interface DeskFiltersProps {
  businessId: string;
  filter: DeskFilter;
  /** What the view says already is not asked. */
  hasState: boolean;
  onChange: (change: DeskChange) => void;
}

/** How conversations stand, what they are about, and on which days something was last said. */
export function DeskFilters({ businessId, filter, hasState, onChange }: DeskFiltersProps) {
  const topics = useTopics(businessId, filter.topicId);

  return (
    <>
      {hasState || (
        <FilterSelect
          label={deskWords.state}
          any={deskWords.anyState}
          names={deskWords.states}
          value={filter.state}
          onChange={(state) => onChange({ state })}
        />
      )}
      <span className="desk-filter">
        <FilterSelect
          label={deskWords.about}
          any={deskWords.anything}
          names={topics}
          value={filter.topicId}
          onChange={(topicId) => onChange({ topicId })}
        />
      </span>
      <Days labels={deskWords} from={filter.from} to={filter.to} onChange={onChange} />
    </>
  );
}

/** What the business offers by name, first where something waits, with how much. */
function useTopics(businessId: string, chosen: string | undefined): { [id: string]: string } {
  const { api } = useSession();
  const offers = useQuery({
    queryKey: keys.offersOf(businessId),
    queryFn: async () => {
      const query = { business: businessId, limit: MAX_OFFERS };
      const [listings, services] = await Promise.all([api.listings(query), api.services(query)]);

      return [...listings.items, ...services.items];
    },
  });
  // Counted anew each time that the filters are opened: nothing tells of each change.
  const unread = useQuery({
    queryKey: keys.unreadOf(businessId),
    queryFn: () => api.unreadOf(businessId),
    staleTime: 0,
  });
  const waiting = (unread.data?.topics ?? []).filter((topic) => topic.kind === "listing" || topic.kind === "service");

  return {
    ...(chosen && { [chosen]: deskWords.chosen }),
    ...Object.fromEntries(waiting.map(({ id, title, count }) => [id, deskWords.waitingAbout(title ?? "", count)])),
    ...Object.fromEntries(
      (offers.data ?? [])
        .filter(({ id }) => waiting.every((topic) => topic.id !== id))
        .map(({ id, title }) => [id, title]),
    ),
  };
}
