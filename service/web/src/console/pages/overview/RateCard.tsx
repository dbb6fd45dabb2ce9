import { QuestionCircleOutlined } from "@ant-design/icons";
import { Tooltip } from "antd";
import type { ReactNode } from "react";
import type { Change, Rate } from "../../api/types";
import { percent, points } from "../../components/formats";
import { useLocalisation } from "../../i18n/context";
import { ChangeLine } from "./ChangeLine";
import { IntervalBar } from "./IntervalBar";

interface Props {
  testId: string;
  title: string;
  kind?: string;
  help: string;
  rate: Rate;
  change?: Change | undefined;
  footnote?: string | undefined;
  children?: ReactNode;
}

/** A rate with its n and its 95 % interval; a dash where nothing was counted. */
export function RateCard({ testId, title, kind, help, rate, change, footnote, children }: Props) {
  const { text, locale } = useLocalisation();
  const known = rate.value !== null && rate.low !== null && rate.high !== null;
  return (
    <article className="card" data-testid={testId} data-n={rate.n} data-value={rate.value ?? ""}>
      <h2>
        {title}
        {kind && <span className="kind">{kind}</span>}
        <Tooltip title={help}>
          <QuestionCircleOutlined className="help" tabIndex={0} aria-label={help} />
        </Tooltip>
      </h2>
      <p className="figure">{rate.value === null ? "–" : percent(rate.value, locale)}</p>
      {known && <IntervalBar rate={rate} />}
      <p className="muted">
        {rate.n === 0 ? text.overview.nothing : text.overview.of(rate.successes, rate.n)}
        {known && ` · ${text.overview.interval(percent(rate.low ?? 0, locale), percent(rate.high ?? 0, locale))}`}
      </p>
      {change && <ChangeLine change={change} written={(share) => points(share, locale)} />}
      {children}
      {footnote && <p className="muted">{footnote}</p>}
    </article>
  );
}

/** The same rate for parts of what was counted; parts without anything in them are left out. */
export function Breakdown({ rates }: { rates: Record<string, Rate> }) {
  const { text, locale } = useLocalisation();
  const counted = Object.entries(rates).filter(([, rate]) => rate.n > 0);
  if (!counted.length) return null;
  return (
    <dl className="breakdown">
      {counted.map(([name, rate]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {rate.value === null ? "–" : percent(rate.value, locale)}
            <span className="muted"> {text.overview.of(rate.successes, rate.n)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
