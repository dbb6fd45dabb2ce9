import { CheckCircleFilled, CloseCircleFilled, MinusCircleOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Collapse, Empty, Segmented, Tag } from "antd";
import { useState } from "react";
import { casesQuery, type PlayedCase, type RunDetail } from "../../api/evaluation";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useText } from "../../i18n/context";
import { CaseView } from "./CaseView";

/** Every case, or those that failed; a click shows the conversation as it was played. */
export function CaseList({ detail }: { detail: RunDetail }) {
  const text = useText();
  const t = text.evaluation;
  const [failed, setFailed] = useState(detail.failed_cases > 0);
  const query = useInfiniteQuery(casesQuery(detail.run.id, failed));
  const cases = query.data?.pages.flatMap((page) => page.cases) ?? [];
  const key = (one: PlayedCase): string => `${one.id}/${one.repetition}`;
  return (
    <section className="cases">
      <div className="page-head">
        <h2>{t.cases(query.data?.pages[0]?.total ?? 0)}</h2>
        <Segmented
          value={failed ? "failed" : "all"}
          onChange={(value) => setFailed(value === "failed")}
          options={[
            { value: "all", label: t.all },
            { value: "failed", label: t.failedOnly },
          ]}
          data-testid="case-filter"
        />
      </div>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {query.data && !cases.length && <Empty description={failed ? t.noneFailed : undefined} />}
      {cases.length > 0 && (
        <Collapse
          items={cases.map((one) => ({
            key: key(one),
            label: <CaseLabel played={one} />,
            children: <CaseView played={one} />,
          }))}
        />
      )}
      {query.hasNextPage && (
        <Button className="more" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {text.common.more}
        </Button>
      )}
    </section>
  );
}

function CaseLabel({ played }: { played: PlayedCase }) {
  const text = useText();
  const t = text.evaluation;
  const unmet = played.turns.flatMap((turn) => turn.checks).filter((check) => !check.passed).length;
  return (
    <span className="case-label" data-testid="case" data-case={played.id} data-passed={played.passed}>
      <CaseMark played={played} />
      <strong>
        <bdi>{played.id}</bdi>
      </strong>
      {played.repetition > 1 && <span className="muted">{t.repetition(played.repetition)}</span>}
      {played.critical && <Tag color="red">{t.isCritical}</Tag>}
      {played.error && <span className="bad">{t.broke}</span>}
      {unmet > 0 && <span className="bad">{t.unmet(unmet)}</span>}
      {played.not_evaluated && <span className="muted">{t.notEvaluated}</span>}
    </span>
  );
}

function CaseMark({ played }: { played: PlayedCase }) {
  if (played.not_evaluated) return <MinusCircleOutlined className="muted" />;
  return played.passed ? <CheckCircleFilled className="good" /> : <CloseCircleFilled className="bad" />;
}
