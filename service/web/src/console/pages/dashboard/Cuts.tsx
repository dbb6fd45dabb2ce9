import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { ratesAddress, ratesQuery } from "../../api/rates";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { named, useText } from "../../i18n/context";
import { CUTS } from "./asked";
import { CutTable } from "./CutTable";
import type { Dashboard } from "./useAsked";

const MOST = 3;

/** The rates side by side for each channel, language, ... or their combinations. */
export function Cuts({ dashboard }: { dashboard: Dashboard }) {
  const text = useText();
  const { asked, query, change } = dashboard;
  // Dates of two periods have nothing in common to compare.
  const dated = asked.by.some((cut) => cut === "week" || cut === "month");
  const wanted = dated ? { ...query, compare_since: undefined, compare_until: undefined, by: asked.by } : { ...query, by: asked.by };
  const report = useQuery({ ...ratesQuery(wanted), enabled: asked.by.length > 0 });
  return (
    <section className="panel" data-testid="cuts">
      <div className="panel-head">
        <h2>{text.dashboard.cuts}</h2>
        <Select
          mode="multiple"
          maxCount={MOST}
          value={asked.by}
          aria-label={text.dashboard.cuts}
          placeholder={text.dashboard.cutsEmpty}
          options={CUTS.map((value) => ({ value, label: named(text.rates.cut, value) }))}
          onChange={(by) => change({ by })}
          className="cut-choice"
          data-testid="cut-by"
        />
        <Button size="small" icon={<DownloadOutlined />} href={ratesAddress(wanted)} download data-testid="kpi-export">
          {text.dashboard.csv}
        </Button>
      </div>
      {report.error && <Failure error={report.error} onRetry={() => void report.refetch()} />}
      {asked.by.length > 0 && report.isPending && <Loading />}
      {asked.by.length > 0 && report.data && <CutTable groups={report.data.groups} by={asked.by} currency={report.data.currency} dashboard={dashboard} />}
    </section>
  );
}
