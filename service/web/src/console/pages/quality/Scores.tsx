import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { scoresQuery } from "../../api/ruleHits";
import { Failure } from "../../components/Failure";
import { useLocalisation } from "../../i18n/context";
import { periodOf, sinceOf } from "./period";
import { PeriodChoice } from "./PeriodChoice";
import { QualityPage } from "./QualityPage";
import { ScoreTable } from "./scores/ScoreTable";
import { useTrends } from "./scores/useTrends";
import { useAddress } from "./useAddress";

type By = "operator" | "conversation";

/** 100 less the points of what rules have hit, by who replied or by conversation. */
export default function Scores() {
  const { text, locale } = useLocalisation();
  const t = text.quality.scores;
  const [read, write] = useAddress();
  const by: By = read("by") === "conversation" ? "conversation" : "operator";
  const period = periodOf(read("period") ?? null, "30");
  const query = useQuery(scoresQuery(by, sinceOf(period)));
  const trends = useTrends(by === "operator");
  const { cards = [], total = 0 } = query.data ?? {};
  return (
    <QualityPage
      title={t.title}
      intro={t.intro}
      testId="scores"
      actions={
        <>
          <Segmented<By>
            value={by}
            options={[
              { value: "operator", label: t.byOperator },
              { value: "conversation", label: t.byConversation },
            ]}
            onChange={(value) => write({ by: value })}
            data-testid="scores-by"
          />
          <PeriodChoice value={period} onChange={(value) => write({ period: value })} />
        </>
      }
    >
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      <ScoreTable by={by} cards={cards} trends={trends} period={period} loading={query.isPending} />
      {total > cards.length && <p className="muted">{t.lowest(cards.length.toLocaleString(locale), total.toLocaleString(locale))}</p>}
    </QualityPage>
  );
}
