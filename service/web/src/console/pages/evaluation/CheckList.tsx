import { CheckCircleFilled, CloseCircleFilled } from "@ant-design/icons";
import type { Check } from "../../api/evaluation";
import { named, useText } from "../../i18n/context";

/** What was expected of a turn; where it was not met, what came instead. */
export function CheckList({ checks }: { checks: readonly Check[] }) {
  const text = useText();
  const t = text.evaluation;
  // Yes and no, reasons of hand-offs, and the words themselves.
  const said = (value: string): string => t.answers[value] ?? text.reasons[value] ?? value;
  if (!checks.length) return <p className="muted checks">{t.nothingExpected}</p>;
  return (
    <ul className="checks">
      {checks.map((check, place) => (
        <li key={place} data-testid="check" data-criterion={check.criterion} data-passed={check.passed}>
          {check.passed ? <CheckCircleFilled className="good" /> : <CloseCircleFilled className="bad" />}
          <span>
            <strong>{named(t.criteria, check.criterion)}</strong> <span dir="auto">{said(check.expected)}</span>
            {!check.passed && (
              <span className="bad">
                {" "}
                · {t.got}: <span dir="auto">{said(check.actual)}</span>
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
