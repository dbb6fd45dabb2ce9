import { ArrowLeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "antd";
import { Link, useSearchParams } from "react-router";
import { comparisonQuery, type ListedRun } from "../api/evaluation";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { useLocalisation } from "../i18n/context";
import { ChangedCases } from "./evaluation/ChangedCases";
import { MeasureTable } from "./evaluation/MeasureTable";
import { RunResult } from "./evaluation/RunResult";

/** Two runs of one suite: what differs beyond chance, and each case that went another way. */
export default function EvaluationComparison() {
  const { text } = useLocalisation();
  const t = text.evaluation;
  const [parameters] = useSearchParams();
  const [a, b] = [parameters.get("a") ?? "", parameters.get("b") ?? ""];
  const query = useQuery(comparisonQuery(a, b));
  const found = query.data;
  const { regressions = [], improvements = [], only_a = [], only_b = [] } = found?.comparison ?? {};
  const moved = new Set([...regressions, ...improvements].map(({ id }) => id));
  const reworded = found?.reworded.filter((id) => !moved.has(id)) ?? [];
  const onlyOne = [...only_a, ...only_b];
  const lists = [
    { key: "worse", title: t.regressions(regressions.length), changes: regressions },
    { key: "better", title: t.improvements(improvements.length), changes: improvements },
    { key: "reworded", title: t.reworded(reworded.length), changes: reworded.map((id) => ({ id })) },
    { key: "only", title: t.onlyOne(onlyOne.length), changes: onlyOne.map((id) => ({ id })) },
  ].filter(({ changes }) => changes.length > 0);
  return (
    <div className="page" data-testid="comparison">
      <Link to="/evaluation?tab=runs" className="back">
        <ArrowLeftOutlined /> {t.back}
      </Link>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {found && (
        <>
          <div className="page-head">
            <div>
              <h1>{t.comparison}</h1>
              <p className="muted">
                <bdi>{found.b.suite}</bdi>
              </p>
            </div>
          </div>
          <div className="two-runs">
            <RunCard title={t.before} run={found.a} />
            <RunCard title={t.after} run={found.b} />
          </div>
          <MeasureTable comparison={found.comparison} />
          {!lists.length && <Empty description={t.nothingChanged} />}
          {lists.map(({ key, title, changes }) => (
            <ChangedCases key={key} kind={key} title={title} changes={changes} a={a} b={b} />
          ))}
        </>
      )}
    </div>
  );
}

function RunCard({ title, run }: { title: string; run: ListedRun }) {
  const { text, locale } = useLocalisation();
  return (
    <section className="card">
      <h2>{title}</h2>
      <Link to={`/evaluation/runs/${run.id}`}>
        {new Date(run.finished_at).toLocaleString(locale, { dateStyle: "medium", timeStyle: "medium" })}
      </Link>
      <RunResult run={run} />
      <p className="muted">{text.evaluation.targets[run.target] ?? run.target}</p>
    </section>
  );
}
