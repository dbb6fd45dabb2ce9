import type { Figure } from "../../../api/reviews";
import { percent } from "../../../components/formats";
import { useLocalisation } from "../../../i18n/context";
import { intervalOf, plainOf, shareOf } from "./figures";

/** A figure with its interval below it. */
export function FigureCell({ figure, plain = false }: { figure: Figure; plain?: boolean }) {
  const { locale } = useLocalisation();
  const write = (value: number): string =>
    plain ? value.toLocaleString(locale, { maximumFractionDigits: 2 }) : percent(value, locale);
  const interval = intervalOf(figure, write);
  return (
    <span className="figure-cell">
      <strong>{plain ? plainOf(figure, locale) : shareOf(figure, locale)}</strong>
      {interval && <span className="muted">{interval}</span>}
    </span>
  );
}
