import { Table, type TableColumnsType } from "antd";
import type { ReportResult } from "../../api/reports";
import type { KpiGroup } from "../../api/types";
import { named, useLocalisation } from "../../i18n/context";
import { metricAt } from "../dashboard/catalogue";
import { figureAt, written } from "../dashboard/figures";
import { cutValue, rateName } from "../dashboard/naming";

/** Its numbers: a row for each group, each rate with interval and n. */
export function ReportTable({ result }: { result: ReportResult }) {
  const localisation = useLocalisation();
  const { text, locale } = localisation;
  const { content } = result.report;
  const columns: TableColumnsType<KpiGroup> = [
    ...content.by.map((cut) => ({
      title: named(text.rates.cut, cut),
      key: cut,
      render: (_: unknown, { key }: KpiGroup) => <bdi>{cutValue(cut, key[cut], localisation)}</bdi>,
    })),
    ...content.rates.map((place) => ({
      title: rateName(place, localisation),
      key: place,
      sorter: (one: KpiGroup, other: KpiGroup) => (figureAt(one.kpis, place).value ?? -1) - (figureAt(other.kpis, place).value ?? -1),
      render: (_: unknown, { kpis }: KpiGroup) => {
        const { value, low, high, n } = figureAt(kpis, place);
        const { unit } = metricAt(place);
        const shown = (one: number): string => written(one, unit, locale, result.currency);
        if (value === null) return <span className="muted">–</span>;
        const interval = low !== null && high !== null && `${shown(low)} – ${shown(high)}`;
        return (
          <>
            <b>{shown(value)}</b> <small className="muted">{[interval, unit !== "count" && text.dashboard.n(n.toLocaleString(locale))].filter(Boolean).join(" · ")}</small>
          </>
        );
      },
    })),
  ];
  return (
    <Table<KpiGroup>
      className="report-table"
      size="small"
      columns={columns}
      dataSource={result.groups}
      rowKey={({ key }) => JSON.stringify(key)}
      pagination={result.groups.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      scroll={{ x: "max-content" }}
      locale={{ emptyText: text.reports.nothing }}
    />
  );
}
