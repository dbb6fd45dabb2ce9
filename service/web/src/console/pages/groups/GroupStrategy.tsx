import { InputNumber, Radio } from "antd";
import { type Routing, STRATEGIES, type Strategy } from "../../api/groups";
import { useText } from "../../i18n/context";
import type { SetValue } from "../policy/DocumentEditor";
import { Field, Problems } from "../policy/Field";

/** To whom in the group a conversation is given, and for how long. */
export function GroupStrategy({ routing, set }: { routing: Routing; set: SetValue }) {
  const t = useText().groups;
  return (
    <section>
      <h3>{t.givenOut}</h3>
      <Radio.Group
        vertical
        value={routing.strategy}
        onChange={(event) => set("strategy", event.target.value as Strategy)}
        options={STRATEGIES.map((value) => ({
          value,
          label: (
            <span className="strategy" data-testid={`strategy-${value}`}>
              <strong>{t.strategies[value][0]}</strong>
              <span className="muted">{t.strategies[value][1]}</span>
            </span>
          ),
        }))}
        aria-label={t.strategy}
        data-testid="group-strategy"
      />
      <Problems path="strategy" />
      {routing.strategy !== "manual" && (
        <div className="policy-grid group-numbers">
          <Field path="capacity" label={t.capacity} help={t.capacityHelp}>
            <InputNumber value={routing.capacity} min={0} onChange={(value) => set("capacity", value)} data-testid="group-capacity" />
          </Field>
          <Field path="claim_within_s" label={t.claimWithin} help={t.claimWithinHelp}>
            <InputNumber
              value={routing.claim_within_s}
              min={0}
              step={15}
              onChange={(value) => set("claim_within_s", value)}
              data-testid="group-claim-within"
            />
          </Field>
        </div>
      )}
    </section>
  );
}
