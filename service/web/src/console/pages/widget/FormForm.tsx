import { DeleteOutlined } from "@ant-design/icons";
import { Button, Checkbox, Select, Switch } from "antd";
import { FIELD_KINDS, type FormField } from "../../api/widgets";
import { named, useText } from "../../i18n/context";
import { Field, Problems } from "../policy/Field";
import { LinesField, SaidField } from "../style/editing";
import type { Editing } from "./editing";

/** What customers are asked for before they write. */
export function FormForm({ draft, set }: Editing) {
  const text = useText();
  const words = text.widget;
  const { form } = draft;
  const left = FIELD_KINDS.filter((kind) => !form.fields.some((field) => field.kind === kind));
  const put = (fields: FormField[]): void => set("form.fields", fields);
  return (
    <>
      <Field path="form.enabled" label={words.form} help={words.formHelp}>
        <Switch checked={form.enabled} onChange={(value) => set("form.enabled", value)} data-testid="widget-form" />
      </Field>
      {form.enabled && (
        <>
          <div className="policy-field">
            <span>{words.formFields}</span>
            <ul className="widget-fields">
              {form.fields.map((field, index) => (
                <li key={field.kind}>
                  <strong>{named(words.fields, field.kind)}</strong>
                  <Checkbox
                    checked={field.required}
                    onChange={(event) => set(`form.fields.${index}.required`, event.target.checked)}
                    data-testid={`widget-required-${field.kind}`}
                  >
                    {words.required}
                  </Checkbox>
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={`${text.policy.remove}: ${named(words.fields, field.kind)}`}
                    onClick={() => put(form.fields.filter((other) => other !== field))}
                  />
                </li>
              ))}
            </ul>
            {left.length > 0 && (
              <Select
                className="widget-field-add"
                value={null}
                placeholder={words.addField}
                aria-label={words.addField}
                options={left.map((kind) => ({ value: kind, label: named(words.fields, kind) }))}
                onChange={(kind: FormField["kind"] | null) => kind && put([...form.fields, { kind, required: false }])}
                data-testid="widget-field-add"
              />
            )}
            <Problems path="form" />
          </div>
          <SaidField label={words.formIntro} path="form.intro" value={form.intro} set={set} />
          {form.fields.some(({ kind }) => kind === "topic") && (
            <div className="policy-grid">
              {(["en", "zh"] as const).map((language) => (
                <LinesField
                  key={language}
                  path={`form.topics.${language}`}
                  label={`${words.topics} (${text.style.language[language]})`}
                  value={form.topics[language]}
                  set={set}
                  help={words.topicsHelp}
                  testId={`widget-topics-${language}`}
                />
              ))}
            </div>
          )}
        </>
      )}
    </>
  );
}
