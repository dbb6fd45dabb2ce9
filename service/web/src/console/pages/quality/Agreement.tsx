import { useQuery } from "@tanstack/react-query";
import { calibrationQuery } from "../../api/reviews";
import { Failure } from "../../components/Failure";
import { graderNamed, useText } from "../../i18n/context";
import { Confusion } from "./agreement/Confusion";
import { Cuts } from "./agreement/Cuts";
import { GraderTable } from "./agreement/GraderTable";
import { idOf } from "./agreement/ids";
import { LabelTable } from "./agreement/LabelTable";
import { useDrifts } from "./agreement/useDrifts";
import { periodOf, sinceOf } from "./period";
import { PeriodChoice } from "./PeriodChoice";
import { QualityPage } from "./QualityPage";
import { useAddress } from "./useAddress";

/** How far graders can be relied on, by what people said of their grades. */
export default function Agreement() {
  const text = useText();
  const t = text.quality.agreement;
  const [read, write] = useAddress();
  const period = periodOf(read("period") ?? null, "90");
  const since = sinceOf(period);
  const query = useQuery(calibrationQuery("", since));
  const { drifts, error } = useDrifts();
  const calibrations = query.data?.calibrations ?? [];
  const chosen = calibrations.find((one) => idOf(one) === read("grader")) ?? calibrations[0];
  return (
    <QualityPage
      title={t.title}
      intro={t.intro}
      testId="agreement"
      actions={<PeriodChoice value={period} onChange={(value) => write({ period: value })} periods={["30", "90", "all"]} />}
    >
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {error && <Failure error={error} />}
      <GraderTable
        calibrations={calibrations}
        drifts={drifts}
        selected={chosen && idOf(chosen)}
        loading={query.isPending}
        onSelect={(grader) => write({ grader })}
      />
      {chosen && (
        <section className="quality-panel agreement-detail" data-testid="agreement-detail">
          <h2>
            {graderNamed(text, chosen.grader)} <span className="muted">{t.version(chosen.version)}</span>
          </h2>
          <LabelTable calibration={chosen} />
          <Confusion quality={chosen.quality} />
          <Cuts id={idOf(chosen)} since={since} />
        </section>
      )}
    </QualityPage>
  );
}
