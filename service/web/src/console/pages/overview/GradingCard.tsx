import type { Kpis } from "../../api/types";
import { percent } from "../../components/formats";
import { useLocalisation } from "../../i18n/context";

/** How much of what was said has been graded, and how many conversations there were. */
export function GradingCard({ kpis }: { kpis: Kpis }) {
  const { text, locale } = useLocalisation();
  const { turns, graded, pending, could_not_grade } = kpis.grading;
  return (
    <article className="card" data-testid="kpi-grading" data-n={turns}>
      <h2>{text.overview.graded}</h2>
      <p className="figure">{turns ? percent(graded / turns, locale) : "–"}</p>
      <p className="muted">
        {text.overview.of(graded, turns)} · {pending} {text.overview.pending} · {could_not_grade}{" "}
        {text.overview.couldNotGrade}
      </p>
      <dl className="breakdown">
        {(["started", "opened", "closed"] as const).map((count) => (
          <div key={count}>
            <dt>
              {text.overview.volume}: {text.overview[count]}
            </dt>
            <dd>{kpis[count]}</dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
