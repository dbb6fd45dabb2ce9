import { useMemo } from "react";
import type { KpiGroup, Series } from "../../api/types";
import type { TrendPoint } from "../../components/chart/trend";
import { type Localisation, useLocalisation } from "../../i18n/context";
import { figureAt, written } from "./figures";
import type { Dashboard } from "./useAsked";

/** All that cards show: the rates of the period, and what is told beside a number. */
export interface Measured {
  group: KpiGroup;
  currency: string;
  dashboard: Dashboard;
  points(place: string): readonly TrendPoint[];
  asides(place: string): readonly string[];
}

export function useMeasured(group: KpiGroup, currency: string, series: Series | undefined, dashboard: Dashboard): Measured {
  const localisation = useLocalisation();
  return useMemo(
    () => ({
      group,
      currency,
      dashboard,
      points: (place) => (series?.points ?? []).map(({ numbers }) => numbers[place] ?? { value: null }),
      asides: (place) => asidesOf(group, place, currency, localisation),
    }),
    [group, currency, series, dashboard, localisation],
  );
}

/** Of a median the 90th percentile and the mean; of a cost how many are not known. */
function asidesOf({ kpis }: KpiGroup, place: string, currency: string, { text, locale }: Localisation): string[] {
  const whole = place.split(".")[0] ?? "";
  if (place.endsWith(".p50_s")) {
    const [p90, mean] = [figureAt(kpis, `${whole}.p90_s`).value, figureAt(kpis, `${whole}.mean_s`).value];
    const seconds = (value: number): string => written(value, "seconds", locale, "");
    return [...(p90 === null ? [] : [text.dashboard.p90(seconds(p90))]), ...(mean === null ? [] : [text.dashboard.mean(seconds(mean))])];
  }
  if (place === "csat.mean") {
    const { value } = figureAt(kpis, "csat.satisfied");
    return value === null ? [] : [`${text.rates.names["csat.satisfied"]} ${written(value, "share", locale, currency)}`];
  }
  if (/concurrency\.max$/.test(place)) {
    const { value } = figureAt(kpis, `${whole}.mean`);
    return value === null ? [] : [text.dashboard.mean(written(value, "count", locale, ""))];
  }
  const unknown = figureAt(kpis, `${whole}.unknown`).value;
  return unknown ? [text.dashboard.unknownCost(unknown.toLocaleString(locale))] : [];
}
