import { MessageOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import { Link } from "react-router";
import { type AlertPage, alertQuery } from "../../api/alerts";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { RelativeTime } from "../../components/RelativeTime";
import { useText } from "../../i18n/context";
import { Acknowledge } from "./Acknowledge";
import { AlertChart } from "./AlertChart";
import { SeverityTag } from "./SeverityTag";
import { Verdict } from "./Verdict";

/** An alert: what was found, how it went around that, who sees to it, and whether it was right. */
export function AlertDrawer({ id, onClose }: { id: string; onClose(): void }) {
  const { data, error, refetch } = useQuery(alertQuery(id));
  return (
    <Drawer open onClose={onClose} size={620} title={data?.alert.title} extra={data && <SeverityTag severity={data.alert.severity} />} data-testid="alert">
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Page page={data} />}
    </Drawer>
  );
}

function Page({ page }: { page: AlertPage }) {
  const text = useText();
  const { alert } = page;
  const moments = [
    { name: text.alerts.raisedHere, at: alert.fired_at },
    { name: text.alerts.told, at: alert.sent_at },
    { name: text.alerts.escalated, at: alert.escalated_at },
    { name: text.alerts.cleared, at: alert.cleared_at },
  ];
  return (
    <div className="alert-page">
      <p>{alert.reason}</p>
      <dl className="alert-moments">
        {moments.map(({ name, at }) =>
          at ? (
            <div key={name}>
              <dt className="muted">{name}</dt>
              <dd>
                <RelativeTime at={at} />
              </dd>
            </div>
          ) : null,
        )}
        {!alert.sent_at && !alert.failed && <div className="muted">{text.alerts.nobodyTold}</div>}
      </dl>
      {alert.failed && (
        <p className="bad">
          {text.alerts.notTold}: {alert.failed}
        </p>
      )}
      {alert.conversation_id && (
        <Link to={`/conversations/${alert.conversation_id}`} data-testid="alert-conversation">
          <MessageOutlined /> {text.alerts.conversation}
        </Link>
      )}
      {alert.kind === "rate" && <AlertChart page={page} />}
      <Acknowledge alert={alert} />
      <Verdict page={page} />
    </div>
  );
}
