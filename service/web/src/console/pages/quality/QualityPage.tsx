import type { ReactNode } from "react";

interface Props {
  title: string;
  intro: string;
  testId: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** The head that every page of the room has. */
export function QualityPage({ title, intro, testId, actions, children }: Props) {
  return (
    <div className="page" data-testid={testId}>
      <div className="page-head">
        <div className="quality-about">
          <h1>{title}</h1>
          <p className="muted">{intro}</p>
        </div>
        {actions && <div className="quality-actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
