import { InputNumber, Switch } from "antd";
import { useText } from "../../i18n/context";
import { Field } from "../policy/Field";
import { ChannelsLeftOut } from "./ChannelsLeftOut";
import type { FormProps } from "./form";

/** After how long a conversation ends by itself, and the question before that. */
export function SilenceForm({ draft, set, channels }: FormProps) {
  const text = useText();
  const words = text.closing;
  const { silence, warning } = draft;
  // Minutes all of them; what lasts for days is shown in hours.
  const time = (path: string, value: number, unit: number) => (
    <InputNumber<number>
      className="closing-time"
      value={value / unit}
      min={0}
      step={unit === 1 ? 5 : 1}
      suffix={unit === 1 ? words.minutes : words.hours}
      onChange={(next) => set(path, next === null ? next : next * unit)}
      data-testid={`closing-${path}`}
    />
  );
  return (
    <>
      <div className="policy-grid">
        <Field path="silence.agent" label={words.agent}>
          {time("silence.agent", silence.agent, 1)}
        </Field>
        <Field path="silence.operator" label={words.operator}>
          {time("silence.operator", silence.operator, 60)}
        </Field>
        <Field path="silence.unanswered" label={words.unanswered} help={words.unansweredHelp}>
          {time("silence.unanswered", silence.unanswered, 60)}
        </Field>
      </div>
      <Field path="warning.enabled" label={words.warns} help={words.warnsHelp}>
        <Switch checked={warning.enabled} onChange={(value) => set("warning.enabled", value)} />
      </Field>
      {warning.enabled && (
        <div className="policy-grid">
          <Field path="warning.minutes" label={words.grace}>
            {time("warning.minutes", warning.minutes, 1)}
          </Field>
          <Field path="warning.except_in" label={words.exceptIn}>
            <ChannelsLeftOut value={warning.except_in} channels={channels} onChange={(value) => set("warning.except_in", value)} />
          </Field>
        </div>
      )}
    </>
  );
}
