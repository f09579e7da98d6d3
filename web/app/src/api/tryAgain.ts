import { ProblemError } from "./problem";

/** Whether to ask again what has failed so many times: only what may pass without anybody changing it. */
export const tryAgain = (failures: number, error: unknown) =>
  failures < 3 && !(error instanceof ProblemError && !error.isPassing);
