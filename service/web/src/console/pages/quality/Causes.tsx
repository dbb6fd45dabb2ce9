import { useQuery } from "@tanstack/react-query";
import { causesQuery } from "../../api/diagnosis";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useLocalisation } from "../../i18n/context";
import { periodOf, sinceOf } from "./period";
import { PeriodChoice } from "./PeriodChoice";
import { QualityPage } from "./QualityPage";
import { useAddress } from "./useAddress";
import { CauseCharts } from "./why/CauseCharts";
import { CauseList } from "./why/CauseList";

/** What makes turns fail: which causes are frequent, which are costly, and the turns behind each. */
export default function Causes() {
  const { text, locale } = useLocalisation();
  const t = text.quality.why;
  const [read, write] = useAddress();
  const period = periodOf(read("period") ?? null);
  const query = useQuery(causesQuery(sinceOf(period)));
  const found = query.data;
  const count = (n: number): string => n.toLocaleString(locale);
  return (
    <QualityPage
      title={t.title}
      intro={t.intro}
      testId="causes"
      actions={<PeriodChoice value={period} onChange={(value) => write({ period: value })} periods={["1", "7", "30"]} />}
    >
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && (
        <>
          <p className="muted">{t.searching}</p>
          <Loading />
        </>
      )}
      {found && (
        <p className="muted" data-testid="causes-counted" data-failed={found.failed}>
          {found.failed ? t.counted(count(found.failed), count(found.turns)) : found.turns ? t.allWell(count(found.turns)) : t.empty}
          {found.left_out > 0 && ` ${t.leftOut(count(found.turns), count(found.left_out))}`}
        </p>
      )}
      {found && found.causes.length > 0 && (
        <>
          <CauseCharts causes={found.causes} onCause={(cause) => write({ cause })} />
          <CauseList causes={found.causes} open={read("cause")} onOpen={(cause) => write({ cause })} />
        </>
      )}
    </QualityPage>
  );
}
