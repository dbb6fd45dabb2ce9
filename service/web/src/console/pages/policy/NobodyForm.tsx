import { InputNumber, Segmented, Switch } from "antd";
import { useText } from "../../i18n/context";
import { useEditing } from "./context";
import { Field } from "./Field";

/** What happens when nobody comes or an operator leaves, and for how long the agent tries first after a conversation came back. */
export function NobodyForm() {
  const text = useText();
  const { draft, set } = useEditing();
  const { nobody_comes: nobody, operator_gone: gone } = draft;
  const number = (path: string, value: number) => (
    <InputNumber<number> value={value} step={1} onChange={(next) => set(path, next)} />
  );
  return (
    <>
      <Field path="nobody_comes.enabled" label={text.policy.nobodyEnabled}>
        <Switch checked={nobody.enabled} onChange={(value) => set("nobody_comes.enabled", value)} />
      </Field>
      {nobody.enabled && (
        <div className="policy-grid">
          <Field path="nobody_comes.after_minutes" label={text.policy.afterMinutes}>
            {number("nobody_comes.after_minutes", nobody.after_minutes)}
          </Field>
          <Field path="nobody_comes.times" label={text.policy.times}>
            {number("nobody_comes.times", nobody.times)}
          </Field>
          <Field path="nobody_comes.promise_minutes" label={text.policy.promise} help={text.policy.promiseHelp}>
            {number("nobody_comes.promise_minutes", nobody.promise_minutes)}
          </Field>
          <Field path="nobody_comes.ask_contact" label={text.policy.askContact}>
            <Switch checked={nobody.ask_contact} onChange={(value) => set("nobody_comes.ask_contact", value)} />
          </Field>
          <Field path="nobody_comes.then" label={text.policy.then}>
            <Segmented<"requeue" | "return">
              value={nobody.then}
              onChange={(value) => set("nobody_comes.then", value)}
              options={(["requeue", "return"] as const).map((value) => ({ value, label: text.policy.thens[value] }))}
            />
          </Field>
        </div>
      )}
      <Field path="operator_gone.enabled" label={text.policy.goneEnabled} help={text.policy.goneHelp}>
        <Switch
          checked={gone.enabled}
          onChange={(value) => set("operator_gone.enabled", value)}
          data-testid="policy-operator-gone"
        />
      </Field>
      {gone.enabled && (
        <Field path="operator_gone.after_minutes" label={text.policy.goneMinutes}>
          {number("operator_gone.after_minutes", gone.after_minutes)}
        </Field>
      )}
      <Field path="loops.minutes" label={text.policy.loopMinutes} help={text.policy.loopHelp}>
        {number("loops.minutes", draft.loops.minutes)}
      </Field>
    </>
  );
}
