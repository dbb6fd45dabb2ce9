import { CheckCircleFilled, CloseCircleFilled, MinusCircleOutlined } from "@ant-design/icons";
import type { RunDetail } from "../../api/evaluation";
import { useText } from "../../i18n/context";
import { toldOf } from "./toldOf";

/** What the run had to reach, and whether it did. */
export function GateList({ detail }: { detail: RunDetail }) {
  const text = useText();
  const t = text.evaluation;
  return (
    <section className="gates-of-run">
      <h2>{t.gates}</h2>
      <ul className="gates">
        {detail.gates.map(({ gate, met, told }) => (
          <li key={gate} className={met === null ? "muted" : met ? "good" : "bad"} data-testid="gate" data-met={String(met)}>
            {met === null ? <MinusCircleOutlined /> : met ? <CheckCircleFilled /> : <CloseCircleFilled />}
            <span>
              <code>{gate}</code>
              <span className="muted gate-told">{met === null ? t.gateOpen : toldOf(t.told, told)}</span>
            </span>
          </li>
        ))}
      </ul>
      {detail.not_evaluated.length > 0 && (
        <details className="muted">
          <summary>
            {t.notEvaluated} ({detail.not_evaluated.length})
          </summary>
          {detail.not_evaluated.map((one) => (
            <p key={one}>{one}</p>
          ))}
        </details>
      )}
    </section>
  );
}
