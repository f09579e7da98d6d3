/** The first and the last day where the reader is, as YYYY-MM-DD. */
export interface Span {
  from?: string;
  to?: string;
}

/** The first moment of a day where the reader is, or of one so many days later. Null for what is no day. */
export function startOfDay(day: string, daysLater = 0): Date | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined) return null;
  const start = new Date(Number(year), Number(month) - 1, Number(date) + daysLater);

  return Number.isNaN(start.getTime()) ? null : start;
}

/** A day as an address gives it; anything else is left out. */
export function dayIn(search: URLSearchParams, name: string): string | undefined {
  const value = search.get(name) ?? "";

  return startOfDay(value) === null ? undefined : value;
}

/** Days become instants: from the first moment of the one up to the last of the other. */
export function instantsOf({ from, to }: Span): Span {
  const first = from === undefined ? null : startOfDay(from);
  const end = to === undefined ? null : startOfDay(to, 1);

  return { ...(first && { from: first.toISOString() }), ...(end && { to: end.toISOString() }) };
}
