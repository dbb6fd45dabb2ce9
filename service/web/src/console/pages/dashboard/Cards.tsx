import type { KpiGroup, Series } from "../../api/types";
import { useText } from "../../i18n/context";
import { FIRST, type Group, GROUPS, type Metric } from "./catalogue";
import { type Measured, useMeasured } from "./measured";
import { MetricCard } from "./MetricCard";
import { Reasons } from "./Reasons";
import { ResolutionCard } from "./ResolutionCard";
import { ReviewedTable } from "./ReviewedTable";
import { TrendPanel } from "./TrendPanel";
import type { Dashboard } from "./useAsked";

interface Props {
  group: KpiGroup;
  series: Series | undefined;
  currency: string;
  dashboard: Dashboard;
}

const FURTHER: readonly Group[] = ["agent", "team", "customers", "quality", "money"];

/** What matters first, its run over time, and then everything else. */
export function Cards({ group, series, currency, dashboard }: Props) {
  const text = useText();
  const measured = useMeasured(group, currency, series, dashboard);
  return (
    <>
      <section className="hero" aria-label={text.dashboard.title}>
        <ResolutionCard measured={measured} />
        <Metrics metrics={FIRST} measured={measured} />
      </section>
      {series && <TrendPanel dashboard={dashboard} series={series} currency={currency} />}
      <div className="groups">
        {FURTHER.map((name) => (
          <section key={name} aria-label={text.rates.groups[name]} style={roomOf(name)}>
            <h2 className="group-title">{text.rates.groups[name]}</h2>
            <div className="metrics">
              <Metrics metrics={GROUPS[name]} measured={measured} />
              {name === "customers" && <Reasons measured={measured} />}
            </div>
            {name === "quality" && <ReviewedTable measured={measured} />}
          </section>
        ))}
      </div>
    </>
  );
}

/** Groups of few cards share a row. */
function roomOf(name: Group): { flex: string } {
  const cards = GROUPS[name].length + (name === "customers" ? 2 : 0);
  return { flex: `${cards} 1 ${Math.min(cards * 150, 1000)}px` };
}

function Metrics({ metrics, measured }: { metrics: readonly Metric[]; measured: Measured }) {
  return metrics.map((metric) => <MetricCard key={metric.place} metric={metric} measured={measured} points={measured.points(metric.place)} />);
}
