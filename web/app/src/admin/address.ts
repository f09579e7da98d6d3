/** Changes some of what an address asks for; undefined takes it out. */
export function withChanges(search: URLSearchParams, change: { [name: string]: string | undefined }): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change))
    if (value) next.set(name, value);
    else next.delete(name);

  return next;
}

export const oneOf = <Value extends string>(search: URLSearchParams, name: string, known: readonly Value[]) =>
  known.find((value) => value === search.get(name));

/** An id as the address gives it; anything else is left out, for the server would refuse the whole question. */
export function idIn(search: URLSearchParams, name: string): string | undefined {
  const value = search.get(name) ?? "";

  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value : undefined;
}

/** Leaves out what is not there. */
export const present = <Value extends object>(value: { [Name in keyof Value]: Value[Name] | undefined }): Value =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Value;

export const queryText = (search: URLSearchParams) => (search.size > 0 ? `?${search}` : "");
