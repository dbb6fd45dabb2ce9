import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, InputNumber, Select, Switch } from "antd";
import { intentsQuery } from "../../api/intents";
import type { Override } from "../../api/policy";
import { named, useText } from "../../i18n/context";
import { useEditing } from "./context";
import { Field, Problems } from "./Field";

const VALUES = [
  ["negative_sentiment", "threshold"],
  ["repeated_failure", "failures"],
  ["low_confidence", "threshold"],
] as const;
const FRESH: Override = { intents: [], channels: [], hand_off: false, rules: {} };

/** Other rules for certain intents and channels; an empty number leaves the general rule. */
export function OverridesForm() {
  const text = useText();
  const { draft, set } = useEditing();
  const intents = useQuery(intentsQuery).data?.document.intents.map(({ name }) => name) ?? [];
  const tags = (path: string, value: string[], options: string[], words: Record<string, string>) => (
    <Select<string[]>
      mode="tags"
      value={value}
      onChange={(next) => set(path, next)}
      options={options.map((option) => ({ value: option, label: named(words, option) }))}
      placeholder={text.policy.all}
    />
  );
  return (
    <>
      {draft.overrides.map((override, index) => (
        // Overrides have no name of their own, and are only added at the end.
        <fieldset key={index} className="policy-override">
          <div className="policy-grid">
            <Field path={`overrides.${index}.intents`} label={text.policy.intents}>
              {tags(`overrides.${index}.intents`, override.intents, [...intents, "other"], text.intents)}
            </Field>
            <Field path={`overrides.${index}.channels`} label={text.conversations.channel}>
              {tags(`overrides.${index}.channels`, override.channels, ["widget", "telegram", "whatsapp", "webhook", "api"], text.channels)}
            </Field>
            <Field path={`overrides.${index}.hand_off`} label={text.policy.handOff}>
              <Switch checked={override.hand_off} onChange={(value) => set(`overrides.${index}.hand_off`, value)} />
            </Field>
            <Field path={`overrides.${index}.rules.urgent`} label={text.reasons.urgent ?? ""}>
              <Switch
                checked={override.rules.urgent?.enabled === true}
                onChange={(enabled) => set(`overrides.${index}.rules.urgent`, enabled ? { enabled } : null)}
              />
            </Field>
            {VALUES.map(([rule, value]) => (
              <Field key={rule} path={`overrides.${index}.rules.${rule}`} label={named(text.reasons, rule)}>
                <InputNumber<number>
                  value={(override.rules[rule]?.[value] as number | undefined) ?? null}
                  step={value === "failures" ? 1 : 0.05}
                  onChange={(next) =>
                    set(`overrides.${index}.rules.${rule}`, next === null ? null : { ...override.rules[rule], [value]: next })
                  }
                />
              </Field>
            ))}
          </div>
          {!override.intents.length && !override.channels.length && <Problems path={`overrides.${index}`} />}
          <Button
            icon={<DeleteOutlined />}
            onClick={() => set("overrides", draft.overrides.filter((_, other) => other !== index))}
          >
            {text.policy.remove}
          </Button>
        </fieldset>
      ))}
      <Button icon={<PlusOutlined />} onClick={() => set("overrides", [...draft.overrides, FRESH])} data-testid="policy-add-override">
        {text.policy.addOverride}
      </Button>
    </>
  );
}
