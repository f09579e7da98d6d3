import { useEffect, useState } from "react";
import type { Money } from "../api/types";
import { whenIdle } from "../sync/whenIdle";
import { isQuick, moneyWords } from "./money";

/** A price beside what somebody waits for: it may follow a moment later. Undefined until then, and where there is none. */
export function useMoneyWords(money: Money | null | undefined): string | undefined {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => whenIdle(() => setIdle(true)), []);

  return money && (isIdle || isQuick(money)) ? moneyWords(money) : undefined;
}
