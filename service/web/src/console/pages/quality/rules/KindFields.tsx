import { InputNumber, Select } from "antd";
import { named, useText } from "../../../i18n/context";
import { useRuleForm } from "./context";
import { valueAt } from "./draft";
import { MatchFields } from "./MatchFields";
import { RuleField } from "./RuleField";

/** What the rule demands, by its kind. */
export function KindFields() {
  const t = useText().quality.rules;
  const { rule, set } = useRuleForm();
  const one = (path: string, label: string, names: Record<string, string>, otherwise: string) => (
    <RuleField path={path} label={label}>
      <Select<string>
        value={(valueAt(rule, path) as string | undefined) ?? otherwise}
        options={Object.keys(names).map((value) => ({ value, label: named(names, value) }))}
        onChange={(value) => set(path, value === otherwise ? undefined : value)}
      />
    </RuleField>
  );
  switch (rule.kind) {
    case "required":
      return (
        <>
          {one("where", t.where, t.wheres, "turn")}
          <MatchFields path="match" meanings />
        </>
      );
    case "response_time":
      return (
        <div className="policy-grid">
          <RuleField path="within_s" label={t.within}>
            <InputNumber<number>
              value={(rule["within_s"] as number | undefined) ?? null}
              suffix={t.seconds}
              onChange={(value) => set("within_s", value ?? undefined)}
              data-testid="rule-within_s"
            />
          </RuleField>
          {one("reply", t.reply, t.replies, "any")}
        </div>
      );
    case "order":
      return (
        <>
          <h3>{t.orderSaid}</h3>
          <MatchFields path="match" />
          <h3>{t.orderBefore}</h3>
          <div className="policy-grid">
            {one("before.by", t.by, t.speakers, "reply")}
            {one("before.same_message", t.sameMessage, t.sameMessages, "before")}
          </div>
          <MatchFields path="before" />
        </>
      );
    default:
      return <MatchFields path="match" meanings />;
  }
}
