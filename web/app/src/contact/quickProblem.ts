import { ProblemError } from "../api/problem";
import { problemWords } from "../words";
import { contactWords } from "./words";

/** What may pass is said as that; what will not, by its reason. */
export function quickProblem(error: Error): string {
  if (!(error instanceof ProblemError) || error.isPassing) return contactWords.failed;

  return refusalWords(error.detail.reason, error.code);
}

/** Why somebody may not write, where who reads it may be nobody in particular. */
export const refusalWords = (reason: string | undefined, code = "contact_not_allowed"): string =>
  reason === "purchase_required" ? contactWords.onlyCustomers : problemWords(code, reason);
