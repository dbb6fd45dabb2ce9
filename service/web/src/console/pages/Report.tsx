import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { useRef } from "react";
import { Link, useParams } from "react-router";
import { type ReportResult, reportQuery } from "../api/reports";
import type { ChartHandle } from "../components/chart/types";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { useLocalisation } from "../i18n/context";
import { cutValue } from "./dashboard/naming";
import { spanIn } from "./reports/moments";
import { ReportActions } from "./reports/ReportActions";
import { ReportChart } from "./reports/ReportChart";
import { ReportTable } from "./reports/ReportTable";
import { SentTable } from "./reports/SentTable";

/** A report as of now: its chart, its numbers, and what was sent of it. */
export default function Report() {
  const { text } = useLocalisation();
  const { id = "" } = useParams();
  const found = useQuery(reportQuery(id));
  return (
    <div className="page" data-testid="report">
      <Link to="/reports">{text.reports.back}</Link>
      {found.error && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data && <Found result={found.data} />}
    </div>
  );
}

function Found({ result }: { result: ReportResult }) {
  const localisation = useLocalisation();
  const { text, locale } = localisation;
  const chart = useRef<ChartHandle>(null);
  const { report, since, until } = result;
  const ends = [since, until].filter((at) => at !== null);
  const span = ends.length ? spanIn(ends, report.content.zone, locale) : text.reports.periods["all"];
  const kinds = Object.entries(report.content.only).map(([cut, value]) => cutValue(cut, value, localisation));
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{report.name}</h1>
          <p className="muted">
            <Tag>{report.shared ? text.reports.sharedTag : text.reports.privateTag}</Tag>{" "}
            {[span, ...kinds].join(" · ")}
          </p>
        </div>
        <ReportActions report={report} chart={chart} />
      </div>
      <ReportChart result={result} chart={chart} />
      <ReportTable result={result} />
      <SentTable report={report} />
    </>
  );
}
