import type { Agreement } from "../../../api/reviews";
import { named, useText } from "../../../i18n/context";

/** What the grader gave, by what reviewers say is true; where both agree stands on the diagonal. */
export function Confusion({ quality }: { quality: Agreement }) {
  const text = useText();
  const t = text.quality.agreement;
  const { confusion } = quality;
  const labels = [...new Set([...Object.keys(confusion), ...Object.values(confusion).flatMap((row) => Object.keys(row))])].sort();
  const most = Math.max(1, ...Object.values(confusion).flatMap((row) => Object.values(row)));
  return (
    <section className="scroll-x">
      <h3>{t.confusion}</h3>
      <table className="plain confusion" data-testid="confusion">
        <thead>
          <tr>
            <th scope="col">{t.givenDown}</th>
            {labels.map((label) => (
              <th key={label} scope="col" className="number">
                {named(text.labels, label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((given) => (
            <tr key={given}>
              <th scope="row">{named(text.labels, given)}</th>
              {labels.map((right) => {
                const n = confusion[given]?.[right] ?? 0;
                const kind = n === 0 ? "" : given === right ? "right" : "wrong";
                return (
                  <td key={right} className={`number ${kind}`} style={{ "--share": n / most } as React.CSSProperties}>
                    {n || "·"}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
