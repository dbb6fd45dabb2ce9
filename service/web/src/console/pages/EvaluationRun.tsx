import { ArrowLeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Empty, Tabs } from "antd";
import { Link, useParams } from "react-router";
import { runQuery } from "../api/evaluation";
import { ApiError } from "../api/http";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { useText } from "../i18n/context";
import { CaseList } from "./evaluation/CaseList";
import { GateList } from "./evaluation/GateList";
import { GraderTable } from "./evaluation/GraderTable";
import { RunFigures } from "./evaluation/RunFigures";
import { RunHead } from "./evaluation/RunHead";

/** One run: its figures, its gates, and every conversation as it was played. */
export default function EvaluationRun() {
  const text = useText();
  const { id = "" } = useParams();
  const query = useQuery(runQuery(id));
  const gone = query.error instanceof ApiError && query.error.status === 404;
  return (
    <div className="page" data-testid="evaluation-run">
      <Link to="/evaluation?tab=runs" className="back">
        <ArrowLeftOutlined /> {text.evaluation.back}
      </Link>
      {gone && <Empty description={text.evaluation.noSuchRun} />}
      {query.error && !gone && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {query.data && (
        <>
          <RunHead detail={query.data} />
          <RunFigures detail={query.data} />
          <GateList detail={query.data} />
          <Tabs
            items={[
              { key: "cases", label: text.evaluation.conversations, children: <CaseList key={id} detail={query.data} /> },
              { key: "graders", label: text.evaluation.graders, children: <GraderTable detail={query.data} /> },
            ]}
          />
        </>
      )}
    </div>
  );
}
