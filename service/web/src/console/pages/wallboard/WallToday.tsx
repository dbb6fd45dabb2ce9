import type { KpiReport } from "../../api/types";
import { useLocalisation } from "../../i18n/context";
import { metricAt } from "../dashboard/catalogue";
import { figureAt, written } from "../dashboard/figures";
import { rateName } from "../dashboard/naming";

const SHOWN = ["opened", "resolution.assumed", "transfer", "frt.p50_s", "csat.mean", "lead_capture"];

/** Today's rates, each with n: of three conversations a rate says little. */
export function WallToday({ report }: { report: KpiReport | undefined }) {
  const localisation = useLocalisation();
  const { text, locale } = localisation;
  const kpis = report?.groups[0]?.kpis;
  return (
    <section className="wall-today" aria-label={text.wallboard.today}>
      {SHOWN.map((place) => {
        const { value, n } = kpis ? figureAt(kpis, place) : { value: null, n: 0 };
        return (
          <div className="wall-tile" key={place} data-testid={`wall-${place}`}>
            <h2>{`${text.wallboard.today} · ${rateName(place, localisation)}`}</h2>
            <strong>{value === null ? "–" : written(value, metricAt(place).unit, locale, report?.currency ?? "")}</strong>
            {place !== "opened" && value !== null && <span>{text.dashboard.n(n.toLocaleString(locale))}</span>}
          </div>
        );
      })}
    </section>
  );
}
