import { Table, type TableColumnsType } from "antd";
import { Link } from "react-router";
import type { ScoreCard } from "../../../api/ruleHits";
import { Sparkline } from "../../../components/chart/Sparkline";
import type { TrendPoint } from "../../../components/chart/trend";
import { percent } from "../../../components/formats";
import { useLocalisation } from "../../../i18n/context";

interface Props {
  by: "operator" | "conversation";
  cards: ScoreCard[];
  trends: Map<string | null, TrendPoint[]>;
  period: string;
  loading: boolean;
}

const LOW = 80;
const FAIR = 95;

/** The lowest first: points, how they ran, and the hits behind them. */
export function ScoreTable({ by, cards, trends, period, loading }: Props) {
  const { text, locale } = useLocalisation();
  const t = text.quality.scores;
  const hitsOf = (key: string | null): string => {
    const whose = by === "operator" ? `operator=${encodeURIComponent(key ?? "agent")}` : `conversation_id=${key}`;
    return `/quality/hits?${whose}&period=${period}`;
  };
  const columns: TableColumnsType<ScoreCard> = [
    {
      title: by === "operator" ? t.operator : t.conversation,
      render: (_, card) => (
        <div className="grade-question">
          {by === "operator" ? (
            <bdi>{card.key ?? text.conversations.agent}</bdi>
          ) : (
            <Link to={`/conversations/${card.key}`} className="turn-link">
              {t.toConversation(card.key?.slice(-6) ?? "")}
            </Link>
          )}
          <span className="muted">{t.judged(card.n.toLocaleString(locale), card.conversations.toLocaleString(locale))}</span>
        </div>
      ),
    },
    {
      title: t.score,
      align: "right",
      render: (_, card) => (
        <strong className={card.score < LOW ? "bad" : card.score < FAIR ? "fair" : "good"} data-testid="score">
          {card.score.toLocaleString(locale, { maximumFractionDigits: 1 })}
        </strong>
      ),
    },
    {
      title: t.hits,
      align: "right",
      render: (_, card) => (
        <Link to={hitsOf(card.key)} data-testid="score-hits">
          {card.hits.toLocaleString(locale)}
        </Link>
      ),
    },
    {
      title: t.compliance,
      align: "right",
      responsive: ["md"],
      render: (_, { compliance }) =>
        compliance.value === null ? "–" : (
          <span title={text.rates.interval(percent(compliance.low ?? 0, locale), percent(compliance.high ?? 0, locale))}>
            {percent(compliance.value, locale)}
          </span>
        ),
    },
  ];
  if (by === "operator")
    columns.splice(2, 0, {
      title: t.trend,
      responsive: ["sm"],
      render: (_, card) => <Sparkline points={trends.get(card.key) ?? []} label={t.trend} />,
    });
  return (
    <Table<ScoreCard>
      rowKey={(card) => card.key ?? "agent"}
      columns={columns}
      dataSource={cards}
      loading={loading}
      pagination={false}
      locale={{ emptyText: t.empty }}
      onRow={(card) => ({ "data-testid": "score-card", "data-key": card.key ?? "agent" }) as object}
    />
  );
}
