import { named, useLocalisation } from "../../i18n/context";
import { percent } from "../../components/formats";
import type { Measured } from "./measured";

/** Why conversations were handed over, the most frequent first; each opens those. */
export function Reasons({ measured }: { measured: Measured }) {
  const { text, locale } = useLocalisation();
  const reasons = Object.entries(measured.group.kpis.transfer.by_reason).sort((one, other) => other[1].successes - one[1].successes);
  if (!reasons.length) return null;
  const most = reasons[0]?.[1].successes || 1;
  return (
    <article className="metric reasons" data-testid="kpi-reasons">
      <h3>
        {text.rates.names["transfer"]} · {text.dashboard.reasons}
      </h3>
      {reasons.map(([reason, rate]) => (
        <button type="button" key={reason} className="bar-row" onClick={() => measured.dashboard.look(`transfer.by_reason.${reason}`)}>
          <span>{named(text.reasons, reason)}</span>
          <b>{percent(rate.value ?? 0, locale)}</b>
          <i style={{ width: `${(100 * rate.successes) / most}%` }} />
        </button>
      ))}
    </article>
  );
}
