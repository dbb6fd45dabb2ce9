export type Period = "today" | "week" | "month" | "all";
export const PERIODS: Period[] = ["today", "week", "month", "all"];

const DAYS = { today: 0, week: 6, month: 29 };

/** The beginning of a period as ISO 8601 UTC, at a local midnight so that it stays the same all day. */
export function sinceFor(period: Period, now: Date): string | undefined {
  if (period === "all") return undefined;
  return midnightBefore(DAYS[period], now);
}

/** The beginning of the period of the same length before it; nothing comes before all time. */
export function beforeThat(period: Period, now: Date): string | undefined {
  return period === "all" ? undefined : midnightBefore(2 * DAYS[period] + 1, now);
}

function midnightBefore(days: number, now: Date): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).toISOString();
}
