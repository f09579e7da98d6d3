import { useEffect, useState } from "react";
import type { Money } from "../api/types";
import { whenIdle } from "../sync/whenIdle";
import { hasFormat, moneyWords } from "./money";

/** A price beside what somebody waits for: it may follow a moment later. Undefined until then, and where there is none. */
export function useMoneyWords(money: Money | null | undefined): string | undefined {
  const [isIdle, setIdle] = useState(false);
  const waits = money != null && !isIdle && !hasFormat(money);
  useEffect(() => {
    if (waits) whenIdle(() => setIdle(true));
  }, [waits]);

  return money && !waits ? moneyWords(money) : undefined;
}
