import { Spin } from "antd";
import type { Learnt } from "../../api/intents";
import { percent } from "../../components/formats";
import { named, useLocalisation } from "../../i18n/context";

/** How well the examples are recognised that were left out when learning, and which intents are taken for others. */
export function Confusions({ learnt, fewest }: { learnt: Learnt[] | null; fewest: number }) {
  const { text, locale } = useLocalisation();
  const t = text.intentList;
  if (learnt === null)
    return (
      <p className="muted">
        <Spin size="small" /> {t.learning}
      </p>
    );
  if (!learnt.length) return <p className="muted">{t.nothingLearnt(fewest)}</p>;
  return (
    <>
      <p className="muted">{t.confusionsHelp(fewest)}</p>
      <div className="scroll-x">
        <table className="intent-confusions" data-testid="intent-confusions">
          <thead>
            <tr>
              <th scope="col">{t.intent}</th>
              <th scope="col">{t.examples}</th>
              <th scope="col">{t.right}</th>
              <th scope="col">{t.takenFor}</th>
            </tr>
          </thead>
          <tbody>
            {learnt.map(({ name, examples, right, taken_for }) => (
              <tr key={name}>
                <th scope="row">{named(text.intents, name)}</th>
                <td>{examples}</td>
                <td className={right / examples < 0.7 ? "bad" : "good"}>{percent(right / examples, locale)}</td>
                <td>{taken_for.map((other) => `${named(text.intents, other.intent)} (${other.examples})`).join(", ") || "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
