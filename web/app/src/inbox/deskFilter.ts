import type { LineState } from "../api/types";
import { dayIn, instantsOf, type Span } from "../design/days";
import type { InboxFilter } from "./filter";
import { deskWords } from "./words";

/** What a business narrows its list by beside what every list has. Lives in the address. */
export interface DeskFilter extends Span {
  state?: LineState;
  /** The listing, service or order. */
  topicId?: string;
}

export type DeskChange = { [Name in keyof DeskFilter]?: DeskFilter[Name] | undefined };

/** In the order in which they are offered. */
export const states = Object.keys(deskWords.states) as LineState[];

/** An id that is none is left out, for the server would refuse the whole question. */
const isId = (value: string | null) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value ?? "");

export function readDesk(search: URLSearchParams): DeskFilter {
  const state = states.find((one) => one === search.get("state"));
  const topicId = search.get("topicId");
  const from = dayIn(search, "from");
  const to = dayIn(search, "to");

  return {
    ...(state && { state }),
    ...(topicId !== null && isId(topicId) && { topicId }),
    ...(from && { from }),
    ...(to && { to }),
  };
}

/** As the server is asked. */
export const queryOfDesk = ({ from, to, ...rest }: DeskFilter): InboxFilter => ({
  ...rest,
  ...instantsOf({ ...(from && { from }), ...(to && { to }) }),
});

/** How many filters are on; from and to are one. */
export const countOf = ({ state, topicId, from, to }: DeskFilter) =>
  [state, topicId, from ?? to].filter((value) => value !== undefined).length;
