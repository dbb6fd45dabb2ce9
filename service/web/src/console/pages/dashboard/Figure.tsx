import { type Dashboard } from "./useAsked";
import { listedAs, metricAt } from "./catalogue";
import { written } from "./figures";
import { rateName } from "./naming";
import { useLocalisation } from "../../i18n/context";
import type { Chosen } from "../../api/rates";

interface Props {
  place: string;
  value: number | null;
  currency: string;
  look: Dashboard["look"];
  within?: Chosen;
  className?: string;
}

/** A number that opens the conversations behind it; a dash where nothing was counted. */
export function Figure({ place, value, currency, look, within, className = "" }: Props) {
  const localisation = useLocalisation();
  const { text, locale } = localisation;
  if (value === null) return <span className={`${className} muted`}>–</span>;
  const shown = written(value, metricAt(place).unit, locale, currency);
  if (!listedAs(place)) return <span className={className}>{shown}</span>;
  const label = text.dashboard.showBehind(`${rateName(place, localisation)} ${shown}`);
  return (
    <button type="button" className={`figure-button ${className}`} title={label} aria-label={label} onClick={() => look(place, within)}>
      {shown}
    </button>
  );
}
