import { Tag, Tooltip } from "antd";
import type { ComparedRuns, Measure, Verdict } from "../../api/evaluation";
import { graderNamed, useLocalisation } from "../../i18n/context";

const COLOURS: Record<Verdict, string> = {
  worse: "error",
  better: "success",
  moved: "processing",
  slight: "default",
  unclear: "default",
};
/** What stands out comes first. */
const ORDER: Verdict[] = ["worse", "better", "moved", "slight", "unclear"];

/** Each measure before and after, with the interval of the difference and what is to be said of it. */
export function MeasureTable({ comparison }: { comparison: ComparedRuns["comparison"] }) {
  const { text, locale } = useLocalisation();
  const t = text.evaluation;
  const write = (value: number, sign = false): string =>
    value.toLocaleString(locale, {
      minimumFractionDigits: 3,
      maximumFractionDigits: 3,
      signDisplay: sign ? "exceptZero" : "auto",
    });
  const name = (measure: string): string => t.measures[measure] ?? graderNamed(text, measure);
  const all = Object.entries(comparison.measures);
  const same = all.filter(([, { changed }]) => changed === 0).map(([measure]) => name(measure));
  const measures = all.filter(([, { changed }]) => changed > 0).sort(
    ([, one], [, other]) =>
      ORDER.indexOf(one.verdict) - ORDER.indexOf(other.verdict) || Math.abs(other.difference) - Math.abs(one.difference),
  );
  const interval = ({ low, high }: Measure): string =>
    low === null || high === null ? "–" : t.interval(write(low, true), write(high, true));
  return (
    <section className="scroll-x measures">
      {measures.length > 0 && (
        <table className="plain">
          <thead>
            <tr>
              <th>{t.measure}</th>
              <th className="number">{t.before}</th>
              <th className="number">{t.after}</th>
              <th className="number">{t.difference}</th>
            </tr>
          </thead>
          <tbody>
            {measures.map(([measure, one]) => (
              <tr key={measure} data-testid="measure" data-measure={measure} data-verdict={one.verdict}>
                <th>
                  {name(measure)}{" "}
                  <Tooltip title={t.verdictHelp(comparison.least.toLocaleString(locale))}>
                    <Tag color={COLOURS[one.verdict]}>{t.verdicts[one.verdict]}</Tag>
                  </Tooltip>
                  <span className="muted measure-cases">{t.casesChanged(one.changed, one.n)}</span>
                </th>
                <td className="number">{write(one.a)}</td>
                <td className="number">{write(one.b)}</td>
                <td className="number">
                  {write(one.difference, true)}
                  <span className="muted measure-interval">{interval(one)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {same.length > 0 && <p className="muted">{t.unchanged(new Intl.ListFormat(locale).format(same))}</p>}
    </section>
  );
}
