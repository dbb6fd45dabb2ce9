import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { judgesQuery } from "../../api/judges";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useText } from "../../i18n/context";
import { JudgeBudget } from "./JudgeBudget";
import { JudgeTable } from "./JudgeTable";

/** The models that grade beside the graders that compute: what they may spend, have spent, and said. */
export default function Judges() {
  const t = useText().judges;
  const { data, error, refetch } = useQuery(judgesQuery);
  return (
    <div className="page" data-testid="judges">
      <div className="page-head">
        <div>
          <h1>{t.title}</h1>
          <p className="muted">{t.intro}</p>
        </div>
      </div>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <div className="judges">
          <Alert type={data.model ? "success" : "info"} title={data.model ? t.model(data.model) : t.noModel} />
          <JudgeBudget use={data} />
          <JudgeTable use={data} />
        </div>
      )}
    </div>
  );
}
