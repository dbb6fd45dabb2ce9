import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Empty, Tag } from "antd";
import { Link } from "react-router";
import { type Report, reportsQuery } from "../api/reports";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { useLocalisation } from "../i18n/context";
import { useMay } from "../layout/useMay";
import { rateName } from "./dashboard/naming";
import { momentIn } from "./reports/moments";

/** Your own reports, and those that are shared. */
export default function Reports() {
  const { text } = useLocalisation();
  const may = useMay()("monitor");
  const list = useQuery(reportsQuery);
  return (
    <div className="page" data-testid="reports">
      <div className="page-head">
        <h1>{text.reports.title}</h1>
        {may && (
          <Link to="/reports/new">
            <Button type="primary" icon={<PlusOutlined />} data-testid="report-add">
              {text.reports.add}
            </Button>
          </Link>
        )}
      </div>
      {list.error && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && !list.data.reports.length && <Empty description={text.reports.empty} />}
      <ul className="report-list">
        {list.data?.reports.map((report) => (
          <li key={report.id}>
            <Item report={report} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Item({ report }: { report: Report }) {
  const localisation = useLocalisation();
  const { text, locale } = localisation;
  const { content, schedule, next_at } = report;
  const names = content.rates.map((place) => rateName(place, localisation));
  const due = schedule && next_at && `${text.reports.everies[schedule.every]} · ${text.reports.next} ${momentIn(next_at, schedule.zone, locale)}`;
  return (
    <Link to={`/reports/${report.id}`} data-testid="report-row">
      <span className="report-top">
        <strong>{report.name}</strong>
        <Tag>{report.shared ? text.reports.sharedTag : text.reports.privateTag}</Tag>
        {!report.mine && <span className="muted">{text.reports.of(report.owner)}</span>}
      </span>
      <span className="muted">{names.join(" · ")}</span>
      {due && <span className="muted">{due}</span>}
    </Link>
  );
}
