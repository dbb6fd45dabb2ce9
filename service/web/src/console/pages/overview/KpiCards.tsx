import type { Kpis } from "../../api/types";
import { named, useText } from "../../i18n/context";
import { CsatCard } from "./CsatCard";
import { FirstResponseCard } from "./FirstResponseCard";
import { GradingCard } from "./GradingCard";
import { Breakdown, RateCard } from "./RateCard";

export function KpiCards({ kpis }: { kpis: Kpis }) {
  const text = useText();
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
      >
        <Breakdown rates={split(assumed)} />
      </RateCard>
      <RateCard
        testId="kpi-resolution-confirmed"
        title={text.overview.resolution}
        kind={text.overview.confirmed}
        help={text.overview.confirmedHelp}
        rate={confirmed}
      >
        <Breakdown rates={split(confirmed)} />
      </RateCard>
      <RateCard
        testId="kpi-transfer"
        title={text.overview.transfer}
        help={text.overview.transferHelp}
        rate={kpis.transfer}
      >
        <Breakdown rates={Object.fromEntries(reasons)} />
      </RateCard>
      <RateCard
        testId="kpi-leads"
        title={text.overview.leadCapture}
        help={text.overview.leadHelp}
        rate={kpis.lead_capture}
      />
      <RateCard
        testId="kpi-resolution-durable"
        title={text.overview.resolution}
        kind={text.overview.durable}
        help={text.overview.durableHelp}
        rate={durable}
        footnote={durable.pending ? text.overview.pendingDays(durable.pending) : undefined}
      >
        <Breakdown rates={split(durable)} />
      </RateCard>
      <CsatCard csat={kpis.csat} />
      <FirstResponseCard frt={kpis.frt} operators={kpis.operator_frt} />
      <GradingCard kpis={kpis} />
    </section>
  );
}
