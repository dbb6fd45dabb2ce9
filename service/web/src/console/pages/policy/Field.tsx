import { useContext, type ReactNode } from "react";
import { ProblemsContext } from "./context";
import { problemsAt } from "./draft";

interface FieldProps {
  path: string;
  label: string;
  help?: string;
  children: ReactNode;
  /** The entry of a list that a problem's path stands for, to be told with it. */
  named?(field: string): string;
}

/** A labelled control, with what is wrong at its path below it. */
export function Field({ path, label, help, children, named }: FieldProps) {
  const problems = problemsAt(useContext(ProblemsContext), path);
  return (
    <label className="policy-field" data-invalid={problems.length > 0}>
      <span>{label}</span>
      {children}
      {help && <span className="muted policy-help">{help}</span>}
      <Problems path={path} {...(named ? { named } : {})} />
    </label>
  );
}

export function Problems({ path, named }: Pick<FieldProps, "path" | "named">) {
  return problemsAt(useContext(ProblemsContext), path).map(({ field, code, problem }) => (
    <span key={field + code} className="bad" role="alert" data-testid="policy-problem" data-field={field} data-code={code}>
      {named?.(field) && <q>{named(field)}</q>} {problem}
    </span>
  ));
}
