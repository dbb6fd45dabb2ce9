import { useContext, type ReactNode } from "react";
import { ProblemsContext } from "./context";
import { problemsAt } from "./draft";

/** A labelled control, with what is wrong at its path below it. */
export function Field({ path, label, help, children }: { path: string; label: string; help?: string; children: ReactNode }) {
  const problems = problemsAt(useContext(ProblemsContext), path);
  return (
    <label className="policy-field" data-invalid={problems.length > 0}>
      <span>{label}</span>
      {children}
      {help && <span className="muted policy-help">{help}</span>}
      <Problems path={path} />
    </label>
  );
}

export function Problems({ path }: { path: string }) {
  return problemsAt(useContext(ProblemsContext), path).map(({ field, code, problem }) => (
    <span key={field + code} className="bad" role="alert" data-testid="policy-problem" data-field={field}>
      {problem}
    </span>
  ));
}
