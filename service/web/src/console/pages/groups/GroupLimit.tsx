import { InputNumber, Select } from "antd";
import type { Group, Routing } from "../../api/groups";
import { useText } from "../../i18n/context";
import type { SetValue } from "../policy/DocumentEditor";
import { Field } from "../policy/Field";

/** Where conversations go while a group takes too long to answer. */
export function GroupLimit({ routing, others, set }: { routing: Routing; others: Group[]; set: SetValue }) {
  const t = useText().groups;
  return (
    <section>
      <h3>{t.slowTitle}</h3>
      <Field path="response_limit_s" label={t.limit} help={t.limitHelp}>
        <InputNumber
          value={routing.response_limit_s}
          min={0}
          step={10}
          onChange={(value) => set("response_limit_s", value)}
          data-testid="group-limit"
        />
      </Field>
      <Field path="overflow_to" label={t.overflow}>
        <Select<string>
          allowClear
          value={routing.overflow_to}
          options={others.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(value?: string) => set("overflow_to", value ?? null)}
          data-testid="group-overflow"
        />
      </Field>
      {routing.response_limit_s !== null && (
        <div className="policy-grid group-numbers">
          <Field path="window_minutes" label={t.window}>
            <InputNumber value={routing.window_minutes} min={0} onChange={(value) => set("window_minutes", value)} />
          </Field>
          <Field path="min_responses" label={t.minResponses}>
            <InputNumber value={routing.min_responses} min={0} onChange={(value) => set("min_responses", value)} />
          </Field>
        </div>
      )}
    </section>
  );
}
