import { named, useText } from "../../i18n/context";
import { Field } from "../policy/Field";
import { Choice, NumberInput, type Editing } from "./editing";

/** What makes a lead worth how many points. */
export function ScoreForm({ draft, set, intents }: Editing & { intents: string[] }) {
  const text = useText();
  return (
    <>
      <p className="muted lead-score-help">{text.leadPolicy.scoreHelp}</p>
      <div className="policy-grid">
        {Object.entries(draft.score).map(([part, worth]) => {
          const path = typeof worth === "number" ? `score.${part}` : `score.${part}.points`;
          return (
            <Field key={part} path={path} label={named(text.leads.points, part)}>
              <NumberInput
                value={typeof worth === "number" ? worth : worth.points}
                step={5}
                onChange={(value) => set(path, value)}
              />
            </Field>
          );
        })}
      </div>
      {Object.entries(draft.score).map(
        ([part, worth]) =>
          typeof worth !== "number" && (
            <Field key={part} path={`score.${part}.intents`} label={text.leadPolicy.interestIn}>
              <Choice
                free
                value={worth.intents}
                onChange={(value) => set(`score.${part}.intents`, value)}
                options={intents}
                words={text.intents}
              />
            </Field>
          ),
      )}
    </>
  );
}
