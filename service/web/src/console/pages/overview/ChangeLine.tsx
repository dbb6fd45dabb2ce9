import type { Change } from "../../api/types";
import { useText } from "../../i18n/context";

interface Props {
  change: Change;
  written: (value: number) => string;
}

/** By how much a figure differs from the period before: for sure, or perhaps by chance alone. */
export function ChangeLine({ change, written }: Props) {
  const text = useText();
  if (change.value === null) return null;
  const { low, high } = change;
  const sure = low !== null && high !== null && (low > 0 || high < 0);
  const interval = low === null || high === null ? "" : text.overview.changeInterval(written(low), written(high));
  return (
    <p className={sure ? "change sure" : "change muted"} title={interval} data-testid="kpi-change">
      {text.overview.change(written(change.value))}
      {!sure && ` · ${text.overview.byChance}`}
    </p>
  );
}
