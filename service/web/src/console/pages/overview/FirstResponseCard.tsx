import { QuestionCircleOutlined } from "@ant-design/icons";
import { Tooltip } from "antd";
import type { Durations } from "../../api/types";
import { duration } from "../../components/formats";
import { useLocalisation } from "../../i18n/context";

interface Props {
  frt: Durations;
  operators: Durations;
  handling: Durations;
}

export function FirstResponseCard({ frt, operators, handling }: Props) {
  const { text, locale } = useLocalisation();
  const written = (seconds: number | null): string => (seconds === null ? "–" : duration(seconds, locale));
  return (
    <article className="card" data-testid="kpi-frt" data-n={frt.n}>
      <h2>
        {text.overview.frt}
        <Tooltip title={text.overview.frtHelp}>
          <QuestionCircleOutlined className="help" tabIndex={0} aria-label={text.overview.frtHelp} />
        </Tooltip>
      </h2>
      <p className="figure">{written(frt.p50_s)}</p>
      <p className="muted">{frt.n === 0 ? text.overview.nothing : `${text.overview.median} · n = ${frt.n}`}</p>
      {frt.n > 0 && (
        <dl className="breakdown">
          <div>
            <dt>{text.overview.p90}</dt>
            <dd>{written(frt.p90_s)}</dd>
          </div>
          <div>
            <dt>{text.overview.mean}</dt>
            <dd>{written(frt.mean_s)}</dd>
          </div>
          {operators.n > 0 && (
            <div>
              <dt>{text.overview.operatorMedian}</dt>
              <dd>
                {written(operators.p50_s)} <span className="muted">n = {operators.n}</span>
              </dd>
            </div>
          )}
          {handling.n > 0 && (
            <div>
              <dt>{text.overview.handling}</dt>
              <dd>
                {written(handling.p50_s)} <span className="muted">n = {handling.n}</span>
              </dd>
            </div>
          )}
        </dl>
      )}
    </article>
  );
}
