import type { Changes, Kpis } from "../../api/types";
import { named, useText } from "../../i18n/context";
import { CsatCard } from "./CsatCard";
import { FirstResponseCard } from "./FirstResponseCard";
import { GradingCard } from "./GradingCard";
import { Breakdown, RateCard } from "./RateCard";

export function KpiCards({ kpis, changes }: { kpis: Kpis; changes: Changes }) {
  const text = useText();
  const change = (place: string) => changes?.[place];
  const { assumed, confirmed, durable } = kpis.resolution;
  const split = (rate: typeof assumed) => ({
    [text.overview.agentAlone]: rate.agent_alone,
    [text.overview.withOperator]: rate.with_operator,
  });
  const reasons = Object.entries(kpis.transfer.by_reason).map(([reason, rate]) => [named(text.reasons, reason), rate]);
  return (
    <section className="cards" aria-label={text.overview.resolution}>
      <RateCard
        testId="kpi-resolution"
        title={text.overview.resolution}
        kind={text.overview.assumed}
        help={text.overview.assumedHelp}
        rate={assumed}
        change={change("resolution.assumed")}
      >
        <Breakdown rates={split(assumed)} />
      </RateCard>
      <RateCard
        testId="kpi-resolution-confirmed"
        title={text.overview.resolution}
        kind={text.overview.confirmed}
        help={text.overview.confirmedHelp}
        rate={confirmed}
        change={change("resolution.confirmed")}
      >
        <Breakdown rates={split(confirmed)} />
      </RateCard>
      <RateCard
        testId="kpi-transfer"
        title={text.overview.transfer}
        help={text.overview.transferHelp}
        rate={kpis.transfer}
        change={change("transfer")}
      >
        <Breakdown rates={Object.fromEntries(reasons)} />
      </RateCard>
      <RateCard
        testId="kpi-leads"
        title={text.overview.leadCapture}
        help={text.overview.leadHelp}
        rate={kpis.lead_capture}
        change={change("lead_capture")}
      />
      <RateCard
        testId="kpi-resolution-durable"
        title={text.overview.resolution}
        kind={text.overview.durable}
        help={text.overview.durableHelp}
        rate={durable}
        change={change("resolution.durable")}
        footnote={durable.pending ? text.overview.pendingDays(durable.pending) : undefined}
      >
        <Breakdown rates={split(durable)} />
      </RateCard>
      <RateCard
        testId="kpi-fcr"
        title={text.overview.fcr}
        help={text.overview.fcrHelp}
        rate={kpis.fcr}
        change={change("fcr")}
        footnote={kpis.fcr.pending ? text.overview.pendingDays(kpis.fcr.pending) : undefined}
      >
        <Breakdown rates={split(kpis.fcr)} />
      </RateCard>
      <RateCard
        testId="kpi-complaint"
        title={text.overview.complaint}
        help={text.overview.complaintHelp}
        rate={kpis.complaint}
        change={change("complaint")}
      />
      <RateCard
        testId="kpi-coverage"
        title={text.overview.coverage}
        help={text.overview.coverageHelp}
        rate={kpis.knowledge_coverage}
        change={change("knowledge_coverage")}
      />
      <CsatCard csat={kpis.csat} />
      <FirstResponseCard frt={kpis.frt} operators={kpis.operator_frt} handling={kpis.aht} />
      <GradingCard kpis={kpis} />
    </section>
  );
}
