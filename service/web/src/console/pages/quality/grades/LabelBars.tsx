import { useQuery } from "@tanstack/react-query";
import { type GradeFilters, labelsQuery } from "../../../api/grades";
import { Failure } from "../../../components/Failure";
import { percent } from "../../../components/formats";
import { BarsChart } from "../../../components/chart/BarsChart";
import { graderNamed, named, useLocalisation } from "../../../i18n/context";

const IDLE = new Set(["not_applicable", "not_sampled", "over_budget"]);

/** How often the chosen grader gave each label; a click on a bar narrows the list to it. */
export function LabelBars({ filters, onLabel }: { filters: GradeFilters; onLabel(label: string): void }) {
  const { text, locale } = useLocalisation();
  const t = text.quality.grades;
  const query = useQuery(labelsQuery(filters));
  if (!filters.grader) return <p className="muted label-hint">{t.chooseGrader}</p>;
  if (query.error) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  const counts = Object.entries(query.data?.labels ?? {}).sort(([, a], [, b]) => b - a);
  const judged = counts.filter(([label]) => !IDLE.has(label));
  const total = judged.reduce((sum, [, n]) => sum + n, 0);
  const idle = counts.reduce((sum, [, n]) => sum + n, 0) - total;
  const name = graderNamed(text, filters.grader);
  if (query.data && !total) return <p className="muted label-hint">{t.noLabels(name)}</p>;
  return (
    <section className="quality-panel label-bars" data-testid="label-bars">
      <h2>{t.labelsOf(name)}</h2>
      <BarsChart
        names={judged.map(([label]) => named(text.labels, label))}
        series={[{ name: t.turns, values: judged.map(([, n]) => n), asides: judged.map(([, n]) => percent(n / total, locale)) }]}
        written={(value) => value.toLocaleString(locale)}
        label={`${t.labelsOf(name)}: ${judged.map(([label, n]) => `${named(text.labels, label)} ${n}`).join(", ")}`}
        height={190}
        onPlace={(place) => {
          const label = judged[place]?.[0];
          if (label) onLabel(label);
        }}
      />
      <p className="muted">
        {t.counted(total.toLocaleString(locale), idle.toLocaleString(locale))}
        {query.data?.left_out && ` ${t.leftOut}`}
      </p>
    </section>
  );
}
