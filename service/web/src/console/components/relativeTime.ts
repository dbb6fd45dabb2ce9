const UNITS: [Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
const DATE_AFTER_S = 7 * 86_400;

/** How long ago in the largest fitting unit; a date after a week. */
export function relativeTime(date: Date, now_ms: number, locale: string): string {
  const ago_s = Math.round((now_ms - date.getTime()) / 1000);
  if (ago_s > DATE_AFTER_S) return date.toLocaleDateString(locale, { dateStyle: "medium" });
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const [unit, size_s] of UNITS) if (ago_s >= size_s) return format.format(-Math.floor(ago_s / size_s), unit);
  return format.format(0, "second");
}
