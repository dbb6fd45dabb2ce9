import { QuestionCircleOutlined } from "@ant-design/icons";
import { Tooltip } from "antd";
import type { Csat } from "../../api/types";
import { useLocalisation } from "../../i18n/context";
import { Breakdown } from "./RateCard";

/** What customers say themselves; how many answered stands beside it, for few answers say little. */
export function CsatCard({ csat }: { csat: Csat }) {
  const { text, locale } = useLocalisation();
  const mean = csat.mean?.toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 2 });
  return (
    <article className="card" data-testid="kpi-csat" data-n={csat.n}>
      <h2>
        {text.overview.csat}
        <Tooltip title={text.overview.csatHelp}>
          <QuestionCircleOutlined className="help" tabIndex={0} aria-label={text.overview.csatHelp} />
        </Tooltip>
      </h2>
      <p className="figure">{mean ?? "–"}</p>
      <p className="muted">{csat.n === 0 ? text.overview.nothing : `${text.overview.csatMean} · n = ${csat.n}`}</p>
      <Breakdown rates={{ [text.overview.satisfied]: csat.satisfied, [text.overview.rated]: csat.response }} />
    </article>
  );
}
