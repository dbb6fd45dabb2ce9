import { useMemo } from "react";
import type { CauseShare } from "../../../api/diagnosis";
import { Chart } from "../../../components/chart/Chart";
import { useColours } from "../../../components/chart/useColours";
import { percent } from "../../../components/formats";
import { named, useLocalisation } from "../../../i18n/context";
import { paretoOption } from "./paretoOption";
import { quadrantOption } from "./quadrantOption";

/** What is frequent, and what is frequent and costly; a bar opens its cause. */
export function CauseCharts({ causes, onCause }: { causes: CauseShare[]; onCause(cause: string): void }) {
  const { text, locale } = useLocalisation();
  const t = text.quality.why;
  const colours = useColours();
  const [pareto, quadrants] = useMemo(() => {
    const words = {
      turns: text.quality.grades.turns,
      cumulative: t.cumulative,
      frequency: t.frequency,
      impact: t.impact,
      name: (cause: string) => named(t.causes, cause),
      percent: (share: number) => percent(share, locale),
    };
    return [paretoOption(causes, words, colours), quadrantOption(causes, words, colours)];
  }, [causes, colours, locale, text, t]);
  const told = causes.map(({ cause, n }) => `${named(t.causes, cause)} ${n}`).join(", ");
  return (
    <div className="cause-charts">
      <section className="quality-panel">
        <h2>{t.pareto}</h2>
        <Chart
          option={pareto}
          label={`${t.pareto}: ${told}`}
          height={300}
          testId="pareto"
          onPlace={(place) => {
            const cause = causes[place]?.cause;
            if (cause) onCause(cause);
          }}
        />
      </section>
      <section className="quality-panel">
        <h2>{t.quadrantsTitle}</h2>
        <Chart option={quadrants} label={`${t.quadrantsTitle}: ${told}`} height={300} testId="quadrants" />
      </section>
    </div>
  );
}
