import { ProblemError } from "../api/problem";
import { problemWords } from "../words";
import { contactWords } from "./words";

/** What may pass is said as that; what will not, by its reason. */
export function quickProblem(error: Error): string {
  if (!(error instanceof ProblemError) || error.isPassing) return contactWords.failed;
  const { reason } = error.detail;

  return (reason && contactWords.refusal[reason]) || problemWords(error.code, reason);
}
