import type { AlertRow } from "../../api/alerts";
import { RelativeTime } from "../../components/RelativeTime";
import { useText } from "../../i18n/context";
import { SeverityTag } from "../alerts/SeverityTag";

const SHOWN = 4;
const ORDER = ["critical", "major", "minor", "info"];

/** What nobody has seen to, the worst first. */
export function WallAlerts({ alerts }: { alerts: readonly AlertRow[] }) {
  const text = useText();
  const worst = [...alerts].sort((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity));
  return (
    <section className="wall-alerts" aria-label={text.wallboard.alerts} data-testid="wall-alerts">
      {!alerts.length && <p className="muted">{text.wallboard.quiet}</p>}
      {worst.slice(0, SHOWN).map((alert) => (
        <p key={alert.id} className={alert.severity}>
          <SeverityTag severity={alert.severity} /> <span className="wall-alert-title">{alert.title}</span>{" "}
          <span className="muted">
            <RelativeTime at={alert.fired_at} />
          </span>
        </p>
      ))}
      {alerts.length > SHOWN && <p className="muted">{text.wallboard.more(alerts.length - SHOWN)}</p>}
    </section>
  );
}
