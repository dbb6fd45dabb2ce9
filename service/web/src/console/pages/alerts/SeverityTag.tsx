import type { Severity } from "../../api/alerts";
import { named, useText } from "../../i18n/context";

export function SeverityTag({ severity }: { severity: Severity }) {
  const text = useText();
  return <span className={`severity ${severity}`}>{named(text.alerts.severities, severity)}</span>;
}
