import { useQueries } from "@tanstack/react-query";
import { scoresQuery } from "../../../api/ruleHits";
import type { TrendPoint } from "../../../components/chart/trend";

const WEEKS = 6;
const WEEK_MS = 7 * 86_400_000;
const MONDAY_MS = 4 * 86_400_000; // the first day of 1970 was a Thursday
const MOST = 1_000;

/** Every operator's score in each of the last weeks (from Monday, UTC), first to last; a week that is over stays as it was. */
export function useTrends(enabled: boolean): Map<string | null, TrendPoint[]> {
  const now = Date.now();
  const monday = Math.floor((now - MONDAY_MS) / WEEK_MS) * WEEK_MS + MONDAY_MS;
  const starts = Array.from({ length: WEEKS }, (_, at) => monday - (WEEKS - 1 - at) * WEEK_MS);
  const weeks = useQueries({
    queries: starts.map((start, at) => ({
      ...scoresQuery("operator", new Date(start).toISOString(), at === WEEKS - 1 ? undefined : new Date(start + WEEK_MS).toISOString(), MOST),
      enabled,
      staleTime: at === WEEKS - 1 ? 60_000 : 10 * 60_000,
    })),
  });
  const found = new Map<string | null, TrendPoint[]>();
  weeks.forEach((week, at) => {
    for (const card of week.data?.cards ?? []) {
      const points = found.get(card.key) ?? starts.map(() => ({ value: null }) as TrendPoint);
      points[at] = { value: card.score, n: card.n };
      found.set(card.key, points);
    }
  });
  return found;
}
