import type { Money } from "../api/types";

/** Minor units into the reader's way of writing money; the currency knows how many digits it has. */
export function moneyWords(money: Money): string {
  try {
    const format = new Intl.NumberFormat(undefined, { style: "currency", currency: money.currency });
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;

    return format.format(money.minor / 10 ** digits);
  } catch {
    return `${money.minor} ${money.currency}`;
  }
}

export const count = (value: number) => new Intl.NumberFormat().format(value);
