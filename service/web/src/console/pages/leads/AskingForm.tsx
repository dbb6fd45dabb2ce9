import { Segmented, Switch } from "antd";
import { LEAD_FIELDS } from "../../api/leads";
import { useText } from "../../i18n/context";
import { Field, Problems } from "../policy/Field";
import { Choice, FieldChoice, NumberInput, type Editing } from "./editing";

const NUMBERS = [
  ["after_answers", 1, "afterAnswers"],
  ["times", 1, "times"],
  ["apart", 1, "apart"],
  ["again_after_days", 1, "againAfterDays"],
  ["max_upset", 0.05, "maxUpset"],
] as const;

/** What is asked for, after which answers, and how often. */
export function AskingForm({ draft, set, intents }: Editing & { intents: string[] }) {
  const text = useText();
  const { leadPolicy: words } = text;
  return (
    <>
      <Problems path="" />
      <Field path="enabled" label={words.enabled} help={words.enabledHelp}>
        <Switch checked={draft.enabled} onChange={(value) => set("enabled", value)} data-testid="lead-enabled" />
      </Field>
      <Field path="fields" label={words.fields} help={words.fieldsHelp}>
        <FieldChoice value={draft.fields} onChange={(value) => set("fields", value)} />
      </Field>
      <Field path="at_once" label={words.atOnce}>
        <Segmented<number> value={draft.at_once} options={[1, 2, 3]} onChange={(value) => set("at_once", value)} />
      </Field>
      <Field path="when.intents" label={words.intents}>
        <Choice
          free
          value={draft.when.intents}
          onChange={(value) => set("when.intents", value)}
          options={intents}
          words={text.intents}
          placeholder={words.allIntents}
        />
      </Field>
      <Field path="when.wishes" label={words.wishes}>
        <Switch checked={draft.when.wishes} onChange={(value) => set("when.wishes", value)} />
      </Field>
      <Field path="when.never" label={words.never}>
        <Choice
          free
          value={draft.when.never}
          onChange={(value) => set("when.never", value)}
          options={intents}
          words={text.intents}
        />
      </Field>
      <div className="policy-grid">
        {NUMBERS.map(([name, step, label]) => (
          <Field key={name} path={`when.${name}`} label={words[label]}>
            <NumberInput value={draft.when[name]} step={step} onChange={(value) => set(`when.${name}`, value)} />
          </Field>
        ))}
      </div>
      <Field path="required" label={words.required}>
        <Choice
          value={draft.required}
          onChange={(value) => set("required", value)}
          options={["contact", ...LEAD_FIELDS]}
          words={{ ...text.fields, contact: words.anyContact }}
        />
      </Field>
    </>
  );
}
