import { CheckCircleOutlined, WarningOutlined } from "@ant-design/icons";
import type { AlertRow } from "../../api/alerts";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useText } from "../../i18n/context";
import { SeverityTag } from "./SeverityTag";

/** A line of the list: how bad, what, since when, and whether somebody sees to it. */
export function AlertItem({ alert, onLook }: { alert: AlertRow; onLook(): void }) {
  const text = useText();
  return (
    <li>
      <button type="button" onClick={onLook} data-testid="alert-row" data-id={alert.id} data-state={alert.state}>
        <span className="alert-top">
          <SeverityTag severity={alert.severity} />
          <strong>{alert.title}</strong>
          <span className="muted alert-when">
            <RelativeTime at={alert.fired_at} />
          </span>
        </span>
        <span className="muted">{alert.reason}</span>
        <span className="alert-tags muted">
          {alert.state !== "firing" && (
            <span>
              <CheckCircleOutlined /> {alert.acknowledged_by ? text.alerts.acknowledged(alert.acknowledged_by) : named(text.alerts.states, alert.state)}
            </span>
          )}
          {alert.verdict && <span>{text.alerts.verdicts[alert.verdict]}</span>}
          {alert.failed && (
            <span className="bad">
              <WarningOutlined /> {text.alerts.notTold}
            </span>
          )}
        </span>
      </button>
    </li>
  );
}
