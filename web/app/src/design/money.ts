import type { Money } from "../api/types";

const formats = new Map<string, Intl.NumberFormat>();

/** Minor units into the reader's way of writing money; the currency knows how many digits it has. */
export function moneyWords({ minor, currency }: Money): string {
  try {
    const format = formatOf(currency);
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;

    return format.format(minor / 10 ** digits);
  } catch {
    return `${minor} ${currency}`;
  }
}

/** Whether its currency was written before: the first time costs a phone up to a tenth of a second. */
export const hasFormat = ({ currency }: Money): boolean => formats.has(currency);

function formatOf(currency: string): Intl.NumberFormat {
  const format = formats.get(currency) ?? new Intl.NumberFormat(undefined, { style: "currency", currency });
  formats.set(currency, format);

  return format;
}

export const count = (value: number) => new Intl.NumberFormat().format(value);
