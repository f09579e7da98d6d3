import { ProblemError } from "../api/problem";
import { problemWords } from "../words";
import { contactWords } from "./words";

/** What may pass is said as that; what will not, by its reason. */
export const quickProblem = (error: Error): string =>
  error instanceof ProblemError && !error.isPassing
    ? problemWords(error.code, error.detail.reason)
    : contactWords.failed;
