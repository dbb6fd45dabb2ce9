import { useQuery } from "@tanstack/react-query";
import { Segmented, Select, Table, type TableColumnsType } from "antd";
import { useMemo, useState } from "react";
import { SOURCE_CUTS, sourcesQuery, type Share, type SourceCut, type SourceRates, type Span } from "../../api/ads";
import { Failure } from "../../components/Failure";
import { useLocalisation } from "../../i18n/context";

const DAYS = [7, 30, 90] as const;
const DAY_MS = 86_400_000;

/** Whole days (UTC), today's among them. */
function lastDays(days: number): Span {
  const until = Math.floor(Date.now() / DAY_MS) * DAY_MS + DAY_MS;
  return { since: new Date(until - days * DAY_MS).toISOString(), until: new Date(until).toISOString() };
}

/** Rates by what brought the customers; each share with how many conversations it rests on. */
export function SourceTable() {
  const { text, locale } = useLocalisation();
  const words = text.leadSources;
  const [by, setBy] = useState<SourceCut>("utm_source");
  const [days, setDays] = useState<number>(30);
  const span = useMemo(() => lastDays(days), [days]);
  const { data, error, isPending } = useQuery(sourcesQuery(span, by));
  if (error) return <Failure error={error} />;
  const share = ({ value, successes, n }: Share) =>
    value === null ? (
      "–"
    ) : (
      <>
        {value.toLocaleString(locale, { style: "percent", maximumFractionDigits: 1 })}{" "}
        <span className="muted">
          {successes}/{n}
        </span>
      </>
    );
  const columns: TableColumnsType<SourceRates> = [
    { title: words.source, render: (_, { value }) => (value ? <bdi>{value}</bdi> : <em className="muted">{words.unknown}</em>) },
    { title: words.started, align: "end", dataIndex: "started" },
    { title: words.leadRate, align: "end", render: (_, one) => share(one.lead_capture) },
    { title: words.transfer, align: "end", render: (_, one) => share(one.transfer) },
    { title: words.resolved, align: "end", render: (_, one) => share(one.resolution_assumed) },
  ];
  return (
    <div data-testid="lead-sources">
      <div className="page-head">
        <p className="muted">{words.help}</p>
        <Segmented value={days} onChange={setDays} options={DAYS.map((value) => ({ value, label: words.days(value) }))} />
      </div>
      <Select<SourceCut>
        value={by}
        onChange={setBy}
        options={SOURCE_CUTS.map((value) => ({ value, label: words.cuts[value] }))}
        aria-label={words.source}
        data-testid="source-cut"
        className="source-cut"
      />
      <Table<SourceRates>
        rowKey={(one) => one.value ?? ""}
        columns={columns}
        dataSource={data?.sources}
        loading={isPending}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        scroll={{ x: "max-content" }}
        locale={{ emptyText: words.noSources }}
        onRow={() => ({ "data-testid": "source-row" }) as object}
      />
    </div>
  );
}
