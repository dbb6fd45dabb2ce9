import type { RunDetail } from "../../api/evaluation";
import { duration, percent } from "../../components/formats";
import { useLocalisation } from "../../i18n/context";

/** The figures of a run, large. */
export function RunFigures({ detail }: { detail: RunDetail }) {
  const { text, locale } = useLocalisation();
  const t = text.evaluation;
  const { run, expectations, latency_ms } = detail;
  const share = (part: number, whole: number): string => (whole ? percent(part / whole, locale) : "–");
  const time = (ms: number | null): string => (ms === null ? "–" : duration(ms / 1000, locale));
  const figures = [
    { name: t.passRate, value: share(run.passed, run.total), told: t.of(run.passed, run.total) },
    {
      name: t.expectations,
      value: share(expectations.met, expectations.checked),
      told: t.of(expectations.met, expectations.checked),
    },
    { name: t.latency, value: time(latency_ms.p50), told: t.p95(time(latency_ms.p95)) },
  ];
  const passes = Object.entries(detail.passes).filter(() => detail.repetitions > 1);
  return (
    <div className="run-figures">
      {figures.map(({ name, value, told }) => (
        <section key={name} className="card">
          <h2>{name}</h2>
          <div className="figure">{value}</div>
          <p className="muted">{told}</p>
        </section>
      ))}
      {passes.length > 0 && (
        <section className="card">
          <h2>{t.repetitions}</h2>
          <dl className="breakdown">
            {passes.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{percent(value, locale)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}
