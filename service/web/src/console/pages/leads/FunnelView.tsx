import { useQuery } from "@tanstack/react-query";
import { Table, type TableColumnsType } from "antd";
import { useMemo, useState } from "react";
import { type Funnel, funnelQuery } from "../../api/acquisition";
import { Failure } from "../../components/Failure";
import { percent } from "../../components/formats";
import { named, useLocalisation } from "../../i18n/context";
import { type Period, sinceFor } from "../dashboard/asked";
import { PeriodChoice } from "./PeriodChoice";
import { BASES, inAll, STEPS, type Step } from "./funnel";

/** How far customers come from a first message to a deal: over all channels as bars, by channel as a table. */
export function FunnelView() {
  const { text, locale } = useLocalisation();
  const [period, setPeriod] = useState<Period>("month");
  const since = useMemo(() => sinceFor(period, new Date()), [period]);
  const { data, error, refetch } = useQuery(funnelQuery(since));
  const funnels = data?.funnels ?? [];
  const all = inAll(funnels);
  const columns: TableColumnsType<Funnel> = [
    { title: text.leads.channel, render: (_, one) => named(text.channels, one.channel) },
    ...[...STEPS, "lost" as const].map((step) => ({
      title: named(text.leads.steps, step),
      align: "right" as const,
      render: (_: unknown, one: Funnel) => one[step],
    })),
  ];
  return (
    <div data-testid="funnel">
      <div className="page-head">
        <p className="muted">{text.leads.funnelHelp}</p>
        <PeriodChoice value={period} onChange={setPeriod} />
      </div>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      <ol className="funnel">
        {STEPS.map((step) => (
          <Bar key={step} step={step} count={all[step]} of={BASES[step]} base={all[BASES[step] ?? step]} most={all.opened} locale={locale} />
        ))}
      </ol>
      <Table<Funnel> rowKey="channel" columns={columns} dataSource={funnels} pagination={false} scroll={{ x: "max-content" }} locale={{ emptyText: text.dashboard.nothing }} />
    </div>
  );
}

interface BarProps {
  step: Step;
  count: number;
  /** What it is a part of, and how many that are. */
  of: "opened" | "people" | undefined;
  base: number;
  most: number;
  locale: string;
}

function Bar({ step, count, of, base, most, locale }: BarProps) {
  const { text } = useLocalisation();
  return (
    <li data-testid={`funnel-${step}`}>
      <span>{named(text.leads.steps, step)}</span>
      <span className="funnel-bar" aria-hidden="true">
        <span style={{ inlineSize: `${most ? (100 * count) / most : 0}%` }} />
      </span>
      <strong>{count}</strong>
      <span className="muted">{of && base ? text.leads.shareOf[of](percent(count / base, locale)) : ""}</span>
    </li>
  );
}
