const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** How far back a page looks, in days; "all" is everything. */
export const PERIODS = ["1", "7", "30", "90", "all"] as const;
export type Period = (typeof PERIODS)[number];

export function periodOf(value: string | null, otherwise: Period = "7"): Period {
  return PERIODS.find((period) => period === value) ?? otherwise;
}

/** When the period began, on a full hour, so that what is asked for stays the same for a while; none for all time. */
export function sinceOf(period: Period, now_ms: number = Date.now()): string | undefined {
  if (period === "all") return undefined;
  const hour = Math.floor(now_ms / HOUR_MS) * HOUR_MS;
  return new Date(hour - Number(period) * DAY_MS).toISOString();
}
