import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import type { LeadOverride } from "../../api/leads";
import { useText } from "../../i18n/context";
import { Field, Problems } from "../policy/Field";
import { Choice, FieldChoice, NumberInput, type Editing } from "./editing";

const FRESH: LeadOverride = {
  channels: [],
  languages: [],
  intents: [],
  enabled: null,
  fields: null,
  known: [],
  when: {},
};
const CHANNELS = ["widget", "telegram", "whatsapp", "webhook", "api"];

/** What differs for certain channels, languages and intents; later ones win. */
export function ExceptionsForm({ draft, set, intents }: Editing & { intents: string[] }) {
  const text = useText();
  const { leadPolicy: words } = text;
  return (
    <>
      {draft.overrides.map((override, index) => {
        const path = `overrides.${index}`;
        const to = (name: string) => (value: unknown) => set(`${path}.${name}`, value);
        const number = (name: "after_answers" | "times", label: string) => (
          <Field path={`${path}.when.${name}`} label={label}>
            <NumberInput
              value={(override.when[name] as number | null | undefined) ?? null}
              onChange={to(`when.${name}`)}
              placeholder={words.general}
            />
          </Field>
        );
        return (
          // Exceptions have no name of their own, and are only added at the end.
          <fieldset key={index} className="policy-override">
            <div className="policy-grid">
              <Field path={`${path}.channels`} label={text.conversations.channel}>
                <Choice free value={override.channels} onChange={to("channels")} options={CHANNELS} words={text.channels} placeholder={text.policy.all} />
              </Field>
              <Field path={`${path}.languages`} label={words.languages}>
                <Choice value={override.languages} onChange={to("languages")} options={["en", "zh"]} words={words.language} placeholder={text.policy.all} />
              </Field>
              <Field path={`${path}.intents`} label={text.policy.intents}>
                <Choice free value={override.intents} onChange={to("intents")} options={intents} words={text.intents} placeholder={text.policy.all} />
              </Field>
              <Field path={`${path}.enabled`} label={words.on}>
                <Segmented<string>
                  value={override.enabled === null ? "inherit" : override.enabled ? "on" : "off"}
                  options={(["inherit", "on", "off"] as const).map((value) => ({ value, label: words.switches[value] }))}
                  onChange={(value) => to("enabled")(value === "inherit" ? null : value === "on")}
                />
              </Field>
              <Field path={`${path}.fields`} label={words.fields}>
                <FieldChoice
                  value={override.fields ?? []}
                  onChange={(value) => to("fields")(value.length ? value : null)}
                  placeholder={words.general}
                />
              </Field>
              <Field path={`${path}.known`} label={words.known}>
                <FieldChoice value={override.known} onChange={to("known")} />
              </Field>
              {number("after_answers", words.afterAnswers)}
              {number("times", words.times)}
            </div>
            {!override.channels.length && !override.languages.length && !override.intents.length && <Problems path={path} />}
            <Button
              icon={<DeleteOutlined />}
              onClick={() => set("overrides", draft.overrides.filter((_, other) => other !== index))}
            >
              {text.policy.remove}
            </Button>
          </fieldset>
        );
      })}
      <Button icon={<PlusOutlined />} onClick={() => set("overrides", [...draft.overrides, FRESH])}>
        {text.policy.addOverride}
      </Button>
    </>
  );
}
