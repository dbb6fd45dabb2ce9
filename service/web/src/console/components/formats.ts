/** "81.3 %" in the reader's way of writing it. */
export function percent(share: number, locale: string): string {
  return share.toLocaleString(locale, { style: "percent", maximumFractionDigits: 1 });
}

/** By how many percentage points a share differs, with its sign: "+2.3". */
export function points(difference: number, locale: string): string {
  return (difference * 100).toLocaleString(locale, { maximumFractionDigits: 1, signDisplay: "exceptZero" });
}

/** From 12 ms to 3 min 20 s, with as much precision as anyone can use. */
export function duration(seconds: number, locale: string): string {
  const write = (value: number, unit: string, digits: number): string =>
    value.toLocaleString(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits });
  if (seconds < 1) return write(Math.round(seconds * 1000), "millisecond", 0);
  if (seconds < 60) return write(seconds, "second", 1);
  if (seconds < 3600) return write(seconds / 60, "minute", 1);
  return write(seconds / 3600, "hour", 1);
}

/** A small amount of money with the digits that matter: "$0.00123". */
export function money(amount: string, currency: string, locale: string): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: Number(amount) < 1 ? 5 : 2 };
  return Number(amount).toLocaleString(locale, { style: "currency", currency, ...digits });
}

/** A language's name in the reader's own; the code itself where it is none. */
export function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(code) ?? code;
  } catch {
    return code; // not a language tag, such as "und-mixed!": shown as it came
  }
}

export function fileSize(bytes: number, locale: string): string {
  const write = (value: number, unit: string): string =>
    value.toLocaleString(locale, { style: "unit", unit, unitDisplay: "short", maximumSignificantDigits: 3 });
  if (bytes < 1000) return write(bytes, "byte");
  return bytes < 1e6 ? write(bytes / 1e3, "kilobyte") : write(bytes / 1e6, "megabyte");
}
