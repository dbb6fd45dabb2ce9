import { Select, Switch } from "antd";
import { named, useText } from "../../../i18n/context";
import { useRuleForm } from "./context";
import { valueAt } from "./draft";
import { MatchFields } from "./MatchFields";
import { RuleField } from "./RuleField";

/** The rule may hold only where something was said. */
export function WhenFields() {
  const t = useText().quality.rules;
  const { rule, set } = useRuleForm();
  const on = "when" in rule;
  return (
    <>
      <label className="when-switch">
        <Switch checked={on} onChange={(next) => set("when", next ? { by: "customer" } : undefined)} data-testid="rule-when" /> {t.when}
      </label>
      {on && (
        <>
          <div className="policy-grid">
            <RuleField path="when.by" label={t.by}>
              <Select<string>
                value={(valueAt(rule, "when.by") as string | undefined) ?? "customer"}
                options={Object.keys(t.speakers).map((value) => ({ value, label: named(t.speakers, value) }))}
                onChange={(value) => set("when.by", value)}
              />
            </RuleField>
            <RuleField path="when.within" label={t.whenWithin}>
              <Select<string>
                value={(valueAt(rule, "when.within") as string | undefined) ?? "turn"}
                options={Object.keys(t.withins).map((value) => ({ value, label: named(t.withins, value) }))}
                onChange={(value) => set("when.within", value === "turn" ? undefined : value)}
              />
            </RuleField>
          </div>
          <MatchFields path="when" />
        </>
      )}
    </>
  );
}
