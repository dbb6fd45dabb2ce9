import { Tooltip } from "antd";
import type { Change } from "../../api/types";
import { useLocalisation } from "../../i18n/context";
import { metricAt } from "./catalogue";
import { writtenChange } from "./figures";

interface Props {
  place: string;
  change: Change | undefined;
  currency: string;
}

/** By how much a number differs from the period before: coloured where that is sure, grey where it may be chance. */
export function ChangeChip({ place, change, currency }: Props) {
  const { text, locale } = useLocalisation();
  if (!change || change.value === null) return null;
  const { value, low, high } = change;
  const { unit, better } = metricAt(place);
  const shown = (one: number): string => writtenChange(one, unit, locale, currency);
  const known = low !== null && high !== null;
  const sure = known && (low > 0 || high < 0);
  const good = better && value !== 0 && (value > 0) === (better === "up");
  const tone = !sure || !better ? "muted" : good ? "good" : "bad";
  const by = unit === "share" ? text.dashboard.points(shown(value)) : shown(value);
  const told = [text.dashboard.change(by), known && text.dashboard.changeInterval(shown(low), shown(high)), known && !sure && text.dashboard.byChance];
  const title = told.filter(Boolean).join(" · ");
  return (
    <Tooltip title={title}>
      <span className={`change ${tone}`} data-testid="kpi-change" data-sure={sure} tabIndex={0} aria-label={title}>
        {value > 0 ? "▲" : value < 0 ? "▼" : "="} {shown(value)}
      </span>
    </Tooltip>
  );
}
