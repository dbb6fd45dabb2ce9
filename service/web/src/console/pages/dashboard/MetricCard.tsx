import { Tooltip } from "antd";
import { Sparkline } from "../../components/chart/Sparkline";
import type { TrendPoint } from "../../components/chart/trend";
import { useLocalisation } from "../../i18n/context";
import type { Metric } from "./catalogue";
import { ChangeChip } from "./ChangeChip";
import { Figure } from "./Figure";
import { figureAt, written } from "./figures";
import type { Measured } from "./measured";
import { rateName } from "./naming";

interface Props {
  metric: Metric;
  measured: Measured;
  points: readonly TrendPoint[];
}

/** A rate with n, interval, its run over the period and the change against the period before. */
export function MetricCard({ metric, measured, points }: Props) {
  const localisation = useLocalisation();
  const { text, locale } = localisation;
  const { group, currency, dashboard } = measured;
  const { place, unit } = metric;
  const name = rateName(place, localisation);
  const figure = figureAt(group.kpis, place);
  const shown = (value: number): string => written(value, unit, locale, currency);
  const interval = figure.low !== null && figure.high !== null && `${shown(figure.low)} – ${shown(figure.high)}`;
  const n = unit !== "count" && text.dashboard.n(figure.n.toLocaleString(locale));
  return (
    <article className="metric" data-testid={`kpi-${place}`} data-n={figure.n} data-value={figure.value ?? ""}>
      <Tooltip title={text.rates.help[place]}>
        <h3 tabIndex={0}>{name}</h3>
      </Tooltip>
      <p className="metric-value">
        <Figure place={place} value={figure.value} currency={currency} look={dashboard.look} className="figure" />
        <ChangeChip place={place} change={group.differences?.[place]} currency={currency} />
      </p>
      <button
        type="button"
        className="metric-run"
        aria-pressed={dashboard.asked.show === place}
        aria-label={text.dashboard.showTrend(name)}
        onClick={() => dashboard.change({ show: place })}
      >
        <Sparkline points={points} label={text.dashboard.trend(name)} />
      </button>
      <p className="metric-aside muted" title={interval ? text.rates.interval(shown(figure.low ?? 0), shown(figure.high ?? 0)) : undefined}>
        {figure.value === null ? text.rates.nothing : [interval, n, ...measured.asides(place)].filter(Boolean).join(" · ")}
      </p>
    </article>
  );
}
