import { useQuery } from "@tanstack/react-query";
import { DesktopOutlined, FileTextOutlined, SaveOutlined } from "@ant-design/icons";
import { Empty } from "antd";
import { Link } from "react-router";
import { ratesQuery, seriesQuery } from "../api/rates";
import type { KpiReport } from "../api/types";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { useLocalisation } from "../i18n/context";
import { useMay } from "../layout/useMay";
import { searchOf } from "./dashboard/asked";
import { BehindDrawer } from "./dashboard/BehindDrawer";
import { PLACES } from "./dashboard/catalogue";
import { Cards } from "./dashboard/Cards";
import { Cuts } from "./dashboard/Cuts";
import { PeriodBar } from "./dashboard/PeriodBar";
import { type Dashboard, useAsked } from "./dashboard/useAsked";

/** The dashboard: the rates, live, each with n, interval, run and change; whatever is clicked opens its conversations. */
export default function Overview() {
  const { text } = useLocalisation();
  const dashboard = useAsked();
  const mayKeep = useMay()("monitor");
  const report = useQuery(ratesQuery(dashboard.query));
  return (
    <div className="page dashboard" data-testid="overview">
      <div className="page-head">
        <h1>{text.dashboard.title}</h1>
        <nav className="dashboard-links">
          {mayKeep && (
            <Link to={`/reports/new?${searchOf(dashboard.asked)}`} data-testid="save-as-report">
              <SaveOutlined /> {text.reports.saveAs}
            </Link>
          )}
          <Link to="/reports" data-testid="to-reports">
            <FileTextOutlined /> {text.dashboard.reports}
          </Link>
          <Link to="/wallboard" data-testid="to-wallboard">
            <DesktopOutlined /> {text.dashboard.wallboard}
          </Link>
        </nav>
      </div>
      <PeriodBar dashboard={dashboard} />
      {report.error && <Failure error={report.error} onRetry={() => void report.refetch()} />}
      {report.isPending && <Loading />}
      {report.data && <Found report={report.data} dashboard={dashboard} />}
    </div>
  );
}

function Found({ report, dashboard }: { report: KpiReport; dashboard: Dashboard }) {
  const { text, locale } = useLocalisation();
  const { query, asked, looked } = dashboard;
  const span = { since: query.since, until: query.until, ...(query.only && { only: query.only }) };
  const wanted = PLACES.includes(asked.show) ? PLACES : [...PLACES, asked.show];
  const series = useQuery(seriesQuery(span, wanted));
  const group = report.groups[0];
  return (
    <>
      {report.not_counted > 0 && (
        <p className="muted" role="status">
          {text.dashboard.notCounted(report.not_counted.toLocaleString(locale))}
        </p>
      )}
      {series.error && <Failure error={series.error} onRetry={() => void series.refetch()} />}
      {group && <Cards group={group} series={series.data} currency={report.currency} dashboard={dashboard} />}
      {!group && <Empty description={text.dashboard.nothing} />}
      <Cuts dashboard={dashboard} />
      {looked && <BehindDrawer looked={looked} currency={report.currency} dashboard={dashboard} />}
    </>
  );
}
