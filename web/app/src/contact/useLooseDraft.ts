import { useCallback, useState } from "react";

/** A draft of nobody in particular, in this tab. */
export function useLooseDraft(topicId: string): [body: string, write: (body: string) => void] {
  const [loose, setLoose] = useState(() => looseOf(topicId));
  const write = useCallback(
    (body: string) => {
      setLoose(body);
      keepLoose(topicId, body);
    },
    [topicId],
  );

  return [loose, write];
}

const keyOf = (topicId: string) => `parley-ask-${topicId}`;

// Where the browser refuses storage, the page remembers for as long as it is open.
function looseOf(topicId: string): string {
  try {
    return sessionStorage.getItem(keyOf(topicId)) ?? "";
  } catch {
    return "";
  }
}

function keepLoose(topicId: string, body: string): void {
  try {
    if (body === "") sessionStorage.removeItem(keyOf(topicId));
    else sessionStorage.setItem(keyOf(topicId), body);
  } catch {}
}
