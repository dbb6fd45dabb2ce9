import { InputNumber, Switch } from "antd";
import type { Rules } from "../../api/policy";
import { named, useText } from "../../i18n/context";
import { useEditing } from "./context";
import { Problems } from "./Field";

type Value = "threshold" | "failures" | "amount";

const ROWS: { rule: keyof Rules; value?: Value; fixed?: boolean }[] = [
  { rule: "safety", fixed: true },
  { rule: "customer_request", fixed: true },
  { rule: "negative_sentiment", value: "threshold" },
  { rule: "repeated_failure", value: "failures" },
  { rule: "low_confidence", value: "threshold" },
  { rule: "failed_check" },
  { rule: "urgent" },
  { rule: "high_value", value: "amount" },
  { rule: "out_of_scope", value: "threshold" },
];
const LIMITS = { threshold: { step: 0.05 }, failures: { step: 1 }, amount: { step: 100 } };

/** From when on what calls for a person. */
export function RulesForm() {
  const text = useText();
  const { draft, set } = useEditing();
  return (
    <div className="policy-rules">
      {ROWS.map(({ rule, value, fixed }) => {
        const current = draft.rules[rule] as { enabled: boolean } & Partial<Record<Value, number>>;
        return (
          <div key={rule} className="policy-rule" data-testid={`policy-rule-${rule}`}>
            <Switch
              checked={current.enabled}
              disabled={fixed === true}
              onChange={(enabled) => set(`rules.${rule}.enabled`, enabled)}
              aria-label={named(text.reasons, rule)}
            />
            <div className="policy-rule-text">
              <strong>{named(text.reasons, rule)}</strong>
              <span className="muted">{text.policy.rules[rule]}</span>
              <Problems path={`rules.${rule}`} />
            </div>
            {value && (
              <InputNumber<number>
                value={current[value] ?? null}
                disabled={!current.enabled}
                step={LIMITS[value].step}
                onChange={(next) => set(`rules.${rule}.${value}`, next)}
                aria-label={`${named(text.reasons, rule)}: ${text.policy.values[value]}`}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
