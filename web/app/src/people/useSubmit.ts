import { type FormEvent, useState } from "react";
import { ProblemError } from "../api/problem";
import { problemWords } from "../words";

interface Submitting {
  busy: boolean;
  /** What is wrong with the whole, in words. */
  problem: string | null;
  /** What is wrong with one field, in the server's words. */
  fieldProblem: (field: string) => string | undefined;
  submit: (event: FormEvent<HTMLFormElement>) => void;
}

/** One form: sent once at a time, its refusal in words. */
export function useSubmit(
  send: (form: FormData) => Promise<void>,
  wordsFor: (error: ProblemError) => string | undefined = () => undefined,
): Submitting {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ProblemError | null>(null);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    send(new FormData(event.currentTarget))
      .catch((reason: unknown) => setError(reason instanceof ProblemError ? reason : new ProblemError("internal", 500)))
      .finally(() => setBusy(false));
  };

  return {
    busy,
    problem: error && (wordsFor(error) ?? problemWords(error.code, error.detail.reason)),
    fieldProblem: fieldProblemOf(error),
    submit,
  };
}

/** What the server says is wrong with one field. */
export const fieldProblemOf = (error: Error | null) => (field: string) =>
  error instanceof ProblemError ? error.detail.errors?.[field]?.[0] : undefined;

export const textOf = (form: FormData, name: string) => String(form.get(name) ?? "");
