import { useQuery } from "@tanstack/react-query";
import { Table, type TableColumnsType } from "antd";
import { useMemo, useState } from "react";
import { spendQuery } from "../../api/acquisition";
import { ratesQuery } from "../../api/rates";
import { Failure } from "../../components/Failure";
import { money } from "../../components/formats";
import { named, useLocalisation } from "../../i18n/context";
import { useMay } from "../../layout/useMay";
import { type Period, sinceFor } from "../dashboard/asked";
import { type ChannelCost, costsBy } from "./costs";
import { PeriodChoice } from "./PeriodChoice";
import { SpendForm } from "./SpendForm";
import { SpendTable } from "./SpendTable";

/** What a lead costs, by channel, and what was entered for it. */
export function CostView() {
  const { text, locale } = useLocalisation();
  const words = text.leads.costs;
  const may = useMay();
  const [period, setPeriod] = useState<Period>("month");
  const since = useMemo(() => sinceFor(period, new Date()), [period]);
  const rates = useQuery(ratesQuery({ since, by: ["channel"] }));
  const spend = useQuery(spendQuery(since));
  const costs = costsBy(rates.data?.groups ?? [], spend.data?.entries ?? []);
  const amount = (value: string | null, currency: string | null): string => (value && currency ? money(value, currency, locale) : "–");
  const columns: TableColumnsType<ChannelCost> = [
    { title: text.leads.channel, render: (_, one) => named(text.channels, one.channel) },
    { title: words.spend, align: "right", render: (_, one) => amount(one.spend, one.currency) },
    { title: words.impressions, align: "right", render: (_, one) => one.impressions?.toLocaleString(locale) ?? "–" },
    { title: words.clicks, align: "right", render: (_, one) => one.clicks?.toLocaleString(locale) ?? "–" },
    { title: words.perClick, align: "right", render: (_, one) => amount(one.perClick, one.currency) },
    { title: words.leads, align: "right", render: (_, one) => one.leads },
    {
      title: words.perLead,
      align: "right",
      render: (_, one) => (
        <span title={one.interval ? `${amount(one.interval[0], one.currency)} – ${amount(one.interval[1], one.currency)}` : ""}>
          {amount(one.perLead, one.currency)}
        </span>
      ),
    },
  ];
  const error = rates.error ?? spend.error;
  return (
    <div data-testid="costs">
      <div className="page-head">
        <p className="muted">{words.help}</p>
        <PeriodChoice value={period} onChange={setPeriod} />
      </div>
      {error && <Failure error={error} onRetry={() => void Promise.all([rates.refetch(), spend.refetch()])} />}
      <Table<ChannelCost> rowKey="channel" columns={columns} dataSource={costs} pagination={false} loading={rates.isPending} scroll={{ x: "max-content" }} locale={{ emptyText: text.dashboard.nothing }} />
      {may("monitor") && <SpendForm currency={spend.data?.currency ?? ""} />}
      <SpendTable entries={spend.data?.entries ?? []} more={spend.data?.more ?? false} />
    </div>
  );
}
