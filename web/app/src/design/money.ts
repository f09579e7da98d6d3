import type { Money } from "../api/types";

const formats = new Map<string, Intl.NumberFormat>();

/** Minor units into the reader's way of writing money; the currency knows how many digits it has. */
export function moneyWords({ minor, currency }: Money): string {
  try {
    const format = formats.get(currency) ?? new Intl.NumberFormat(undefined, { style: "currency", currency });
    formats.set(currency, format);
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;

    return format.format(minor / 10 ** digits);
  } catch {
    return `${minor} ${currency}`;
  }
}

/** A currency's first format costs a phone up to a tenth of a second. */
export const isQuick = ({ currency }: Money): boolean => formats.has(currency);

export const count = (value: number) => new Intl.NumberFormat().format(value);
