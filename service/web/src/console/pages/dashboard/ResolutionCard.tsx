import { Tooltip } from "antd";
import { Sparkline } from "../../components/chart/Sparkline";
import { useLocalisation } from "../../i18n/context";
import { RESOLUTION } from "./catalogue";
import { ChangeChip } from "./ChangeChip";
import { Figure } from "./Figure";
import { figureAt, written } from "./figures";
import type { Measured } from "./measured";
import { rateName } from "./naming";

const WHO = ["agent_alone", "with_operator"] as const;

/** Resolution three ways and at first contact, each whole and by who replied. */
export function ResolutionCard({ measured }: { measured: Measured }) {
  const localisation = useLocalisation();
  const { text, locale } = localisation;
  const { group, currency, dashboard, points } = measured;
  const pending = group.kpis.resolution.durable.pending;
  return (
    <article className="metric resolution" data-testid="kpi-resolution">
      <table>
        <thead>
          <tr>
            <th scope="col">{text.dashboard.resolution}</th>
            <th scope="col">{text.dashboard.whole}</th>
            <th scope="col" className="run" aria-hidden="true" />
            <th scope="col">{text.dashboard.alone}</th>
            <th scope="col">{text.dashboard.helped}</th>
          </tr>
        </thead>
        <tbody>
          {RESOLUTION.map((place) => {
            const figure = figureAt(group.kpis, place);
            const name = rateName(place, localisation);
            const share = (value: number | null): string => written(value ?? 0, "share", locale, currency);
            return (
              <tr key={place} data-testid={`kpi-${place}`} data-n={figure.n} data-value={figure.value ?? ""}>
                <th scope="row">
                  <Tooltip title={text.rates.help[place]}>
                    <span tabIndex={0}>{name}</span>
                  </Tooltip>
                </th>
                <td title={figure.value === null ? text.rates.nothing : text.rates.interval(share(figure.low), share(figure.high))}>
                  <Figure place={place} value={figure.value} currency={currency} look={dashboard.look} className="figure" />{" "}
                  <ChangeChip place={place} change={group.differences?.[place]} currency={currency} />
                  <small className="muted">
                    {figure.value === null ? text.rates.nothing : `${share(figure.low)} – ${share(figure.high)} · ${text.dashboard.n(figure.n.toLocaleString(locale))}`}
                  </small>
                </td>
                <td className="run">
                  <button type="button" className="metric-run" aria-pressed={dashboard.asked.show === place} aria-label={text.dashboard.showTrend(name)} onClick={() => dashboard.change({ show: place })}>
                    <Sparkline points={points(place)} label={text.dashboard.trend(name)} />
                  </button>
                </td>
                {WHO.map((who) => {
                  const part = figureAt(group.kpis, `${place}.${who}`);
                  return (
                    <td key={who}>
                      <Figure place={`${place}.${who}`} value={part.value} currency={currency} look={dashboard.look} />
                      <small className="muted">{part.n > 0 && text.dashboard.n(part.n.toLocaleString(locale))}</small>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
      {pending > 0 && <p className="metric-aside muted">{text.dashboard.pending(pending.toLocaleString(locale))}</p>}
    </article>
  );
}
