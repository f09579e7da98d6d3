/** A page of the way in, which leads on to where somebody wanted to go. */
export const withNext = (page: string, next: string) =>
  next === "/" ? page : `${page}?next=${encodeURIComponent(next)}`;
