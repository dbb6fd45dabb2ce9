import type { ListedRun } from "../../api/evaluation";
import { percent } from "../../components/formats";
import { useLocalisation } from "../../i18n/context";

/** The share that passed as a bar, in numbers, and whether the gates are met. */
export function RunResult({ run }: { run: ListedRun }) {
  const { text, locale } = useLocalisation();
  const t = text.evaluation;
  const share = run.total ? run.passed / run.total : 0;
  return (
    <span className="run-result">
      <strong>{percent(share, locale)}</strong>
      <span className="muted">{t.of(run.passed, run.total)}</span>
      <span className={run.ok ? "good" : "bad"}>{run.ok ? t.gatesMet : t.gatesFailed(run.failed_gates)}</span>
      <span className="run-bar" aria-hidden="true">
        <span className={run.ok ? "" : "failed"} style={{ width: `${share * 100}%` }} />
      </span>
    </span>
  );
}
