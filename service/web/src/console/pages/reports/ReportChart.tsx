import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { type RefObject, useState } from "react";
import { seriesQuery } from "../../api/rates";
import type { ReportResult } from "../../api/reports";
import { BarsChart } from "../../components/chart/BarsChart";
import { TrendChart } from "../../components/chart/TrendChart";
import type { ChartHandle } from "../../components/chart/types";
import { useLocalisation } from "../../i18n/context";
import { metricAt } from "../dashboard/catalogue";
import { figureAt, written } from "../dashboard/figures";
import { cutValue, rateName } from "../dashboard/naming";
import { placeName } from "../dashboard/steps";

interface Props {
  result: ReportResult;
  chart: RefObject<ChartHandle | null>;
}

/** One of its rates: over time where nothing cuts it, else side by side. */
export function ReportChart({ result, chart }: Props) {
  const localisation = useLocalisation();
  const { text, locale } = localisation;
  const { content } = result.report;
  const [chosen, setChosen] = useState<string>();
  const rate = chosen && content.rates.includes(chosen) ? chosen : (content.rates[0] ?? "");
  const only = Object.fromEntries(Object.entries(content.only).map(([cut, value]) => [cut, value ?? ""]));
  const span = { since: result.since ?? undefined, until: result.until ?? undefined, only };
  const series = useQuery({ ...seriesQuery(span, [rate]), enabled: content.by.length === 0 }).data;
  const shown = (value: number): string => written(value, metricAt(rate).unit, locale, result.currency);
  const name = rateName(rate, localisation);
  const shared = { ref: chart, testId: "report-chart", label: name, height: 260, written: shown, most: metricAt(rate).unit === "share" ? 1 : undefined };
  return (
    <section className="panel">
      <div className="panel-head">
        <Select value={rate} onChange={setChosen} popupMatchSelectWidth={false} options={content.rates.map((value) => ({ value, label: rateName(value, localisation) }))} aria-label={text.reports.rates} />
      </div>
      {content.by.length > 0 && (
        <BarsChart
          {...shared}
          names={result.groups.map(({ key }) => content.by.map((cut) => cutValue(cut, key[cut], localisation)).join(" · "))}
          series={[
            {
              name,
              values: result.groups.map(({ kpis }) => figureAt(kpis, rate).value),
              asides: result.groups.map(({ kpis }) => text.dashboard.n(figureAt(kpis, rate).n.toLocaleString(locale))),
            },
          ]}
        />
      )}
      {series && (
        <TrendChart
          {...shared}
          places={series.points.map(({ at }) => placeName(at, series.step, locale))}
          series={[{ name, points: series.points.map(({ numbers }) => numbers[rate] ?? { value: null }) }]}
        />
      )}
    </section>
  );
}
