import { percent } from "../../components/formats";
import { graderNamed, named, useLocalisation } from "../../i18n/context";
import type { Measured } from "./measured";

/** How often graders say what is watched, and what remains of it after their reviews. */
export function ReviewedTable({ measured }: { measured: Measured }) {
  const { text, locale } = useLocalisation();
  const graders = Object.entries(measured.group.kpis.reviewed);
  if (!graders.length) return null;
  const share = (value: number | null): string => (value === null ? "–" : percent(value, locale));
  return (
    <div className="scroll-x">
      <table className="plain" data-testid="reviewed">
        <thead>
          <tr>
            <th scope="col">{text.dashboard.reviewed}</th>
            <th scope="col">{text.dashboard.grader}</th>
            <th scope="col">{text.dashboard.corrected}</th>
            <th scope="col">{text.dashboard.reviews}</th>
          </tr>
        </thead>
        <tbody>
          {graders.map(([grader, { label, machine, powered, reviews }]) => (
            <tr key={grader}>
              <th scope="row">
                {graderNamed(text, grader)} <span className="muted">{text.dashboard.says(named(text.labels, label))}</span>
              </th>
              <td>{share(machine.value)}</td>
              <td>
                {share(powered.value)} {powered.low !== null && powered.high !== null && <span className="muted">{`${share(powered.low)} – ${share(powered.high)}`}</span>}
              </td>
              <td>{reviews.toLocaleString(locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
