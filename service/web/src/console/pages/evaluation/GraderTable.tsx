import type { RunDetail } from "../../api/evaluation";
import { graderNamed, named, useLocalisation } from "../../i18n/context";

/** Each grader's mean over all turns, with what it gave how often. */
export function GraderTable({ detail }: { detail: RunDetail }) {
  const { text, locale } = useLocalisation();
  const t = text.evaluation;
  const graders = Object.entries(detail.graders).filter(([, { judged }]) => judged > 0);
  const two = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return (
    <section className="scroll-x">
      <table className="plain">
        <thead>
          <tr>
            <th>{t.measure}</th>
            <th className="number">{t.mean}</th>
            <th className="number">{t.judged}</th>
            <th>{t.labels}</th>
          </tr>
        </thead>
        <tbody>
          {graders.map(([grader, { mean, judged, labels }]) => (
            <tr key={grader}>
              <th>{graderNamed(text, grader)}</th>
              <td className="number">{mean === null ? "–" : mean.toLocaleString(locale, two)}</td>
              <td className="number">{judged}</td>
              <td className="muted">
                {Object.entries(labels)
                  .filter(([label]) => label !== "not_applicable")
                  .map(([label, count]) => `${named(text.labels, label)} ${count}`)
                  .join(" · ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
