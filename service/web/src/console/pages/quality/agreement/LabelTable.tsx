import { Tooltip } from "antd";
import type { Calibration } from "../../../api/reviews";
import { percent } from "../../../components/formats";
import { named, useLocalisation } from "../../../i18n/context";
import { FigureCell } from "./FigureCell";
import { RateInterval } from "./RateInterval";

/** By label: how often it is deserved, how often it is found; and its rate by the grader, by reviewers, and by both. */
export function LabelTable({ calibration }: { calibration: Calibration }) {
  const { text, locale } = useLocalisation();
  const t = text.quality.agreement;
  const labels = [...new Set([...Object.keys(calibration.quality.labels), ...Object.keys(calibration.rates)])].sort();
  const head = (name: string, help: string) => (
    <th scope="col" className="number">
      <Tooltip title={help}>
        <span>{name}</span>
      </Tooltip>
    </th>
  );
  return (
    <section className="scroll-x">
      <h3>{t.byLabel}</h3>
      <table className="plain" data-testid="label-table">
        <thead>
          <tr>
            <th scope="col">{t.label}</th>
            {head(t.precision, t.precisionHelp)}
            {head(t.recall, t.recallHelp)}
            {head(t.naive, t.naiveHelp)}
            {head(t.corrected, t.correctedHelp)}
          </tr>
        </thead>
        <tbody>
          {labels.map((label) => {
            const figures = calibration.quality.labels[label];
            const rate = calibration.rates[label];
            return (
              <tr key={label} data-label={label}>
                <th scope="row">{named(text.labels, label)}</th>
                <td className="number">{figures ? <FigureCell figure={figures.precision} /> : "–"}</td>
                <td className="number">{figures ? <FigureCell figure={figures.recall} /> : "–"}</td>
                <td className="number">{rate ? <RateInterval rate={rate.machine} /> : "–"}</td>
                <td className="number">
                  {rate && rate.powered.value !== null ? (
                    <>
                      <RateInterval rate={rate.powered} />
                      <span className="muted rests-on">
                        {t.restsOn(rate.powered.n.toLocaleString(locale), rate.powered.grades.toLocaleString(locale), percent(rate.powered.power, locale))}
                      </span>
                    </>
                  ) : (
                    <span className="muted rests-on">{t.notCorrected}</span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
