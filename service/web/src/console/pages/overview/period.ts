export type Period = "today" | "week" | "month" | "all";
export const PERIODS: Period[] = ["today", "week", "month", "all"];

/** The beginning of a period as ISO 8601 UTC, at a local midnight so that it stays the same all day. */
export function sinceFor(period: Period, now: Date): string | undefined {
  if (period === "all") return undefined;
  const days = { today: 0, week: 6, month: 29 }[period];
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).toISOString();
}
