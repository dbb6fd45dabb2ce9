import type { ReactNode } from "react";
import type { RuleMistake } from "../../../api/rules";
import { useText } from "../../../i18n/context";
import { useRuleForm } from "./context";

interface Props {
  path: string;
  label: string;
  help?: string;
  children: ReactNode;
  /** Mistakes of these paths stand here, too. */
  also?: string[];
}

/** A labelled control, with what is wrong at its path below it. */
export function RuleField({ path, label, help, children, also = [] }: Props) {
  const { mistakes } = useRuleForm();
  const here = mistakes.filter(
    ({ field }) => field === path || field.startsWith(`${path}.`) || also.includes(field),
  );
  return (
    <label className="policy-field" data-invalid={here.length > 0} data-field={path}>
      <span>{label}</span>
      {children}
      {help && <span className="muted policy-help">{help}</span>}
      {here.map((mistake) => (
        <MistakeText key={mistake.field + mistake.problem} mistake={mistake} />
      ))}
    </label>
  );
}

/** In the reader's words where there are any for its code; the server's own sentence says more of what it is about. */
export function MistakeText({ mistake, line = false }: { mistake: RuleMistake; line?: boolean }) {
  const text = useText();
  const t = text.quality.rules;
  return (
    <span className="bad" role="alert" data-testid="rule-mistake" data-field={mistake.field} data-code={mistake.code}>
      {line && mistake.line > 0 && `${t.line(mistake.line)}: `}
      {line && mistake.field && `${mistake.field}: `}
      {t.mistakes[mistake.code] ?? mistake.problem}
    </span>
  );
}
