import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { kpisQuery } from "../api/queries";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { useText } from "../i18n/context";
import { CutTable } from "./overview/CutTable";
import { KpiCards } from "./overview/KpiCards";
import { beforeThat, PERIODS, type Period, sinceFor } from "./overview/period";

/** The rates, live: each with its n and its interval. */
export default function Overview() {
  const text = useText();
  const [period, setPeriod] = useState<Period>("week");
  const since = useMemo(() => sinceFor(period, new Date()), [period]);
  const before = useMemo(() => beforeThat(period, new Date()), [period]);
  const report = useQuery(kpisQuery(since, undefined, before));
  const group = report.data?.groups[0];
  const options = PERIODS.map((value) => ({ value, label: text.overview[value] }));
  return (
    <div className="page" data-testid="overview">
      <div className="page-head">
        <h1>{text.overview.title}</h1>
        <Segmented<Period> options={options} value={period} onChange={setPeriod} data-testid="period" />
      </div>
      {report.error && <Failure error={report.error} onRetry={() => void report.refetch()} />}
      {report.isPending && <Loading />}
      {report.data && !group && <p className="muted">{text.overview.nothing}</p>}
      {report.data && report.data.not_counted > 0 && (
        <p className="muted" role="status">
          {text.overview.notCounted(report.data.not_counted)}
        </p>
      )}
      {group && <KpiCards kpis={group.kpis} changes={group.differences} />}
      {group && <CutTable since={since} />}
    </div>
  );
}
