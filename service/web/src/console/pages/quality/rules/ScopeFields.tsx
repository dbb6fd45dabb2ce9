import { Select } from "antd";
import { named, useText } from "../../../i18n/context";
import { useRuleForm } from "./context";
import { valueAt } from "./draft";
import { RuleField } from "./RuleField";

/** Whose replies, and where; what is not named is not restricted. */
export function ScopeFields() {
  const text = useText();
  const t = text.quality.rules;
  const { rule, page, set } = useRuleForm();
  const several = (name: string, label: string, options: [string, string][]) => (
    <RuleField path={`applies.${name}`} label={label}>
      <Select<string[]>
        mode="multiple"
        value={(valueAt(rule, `applies.${name}`) as string[] | undefined) ?? []}
        placeholder={t.everywhere}
        options={options.map(([value, shown]) => ({ value, label: shown }))}
        onChange={(value) => set(`applies.${name}`, value)}
      />
    </RuleField>
  );
  const groups = Object.keys(page.document.groups ?? {});
  return (
    <div className="policy-grid">
      <RuleField path="applies.to" label={t.appliesTo}>
        <Select<string>
          value={(valueAt(rule, "applies.to") as string | undefined) ?? "both"}
          options={Object.keys(t.who).map((value) => ({ value, label: named(t.who, value) }))}
          onChange={(value) => set("applies.to", value === "both" ? undefined : value)}
        />
      </RuleField>
      {several("channels", text.quality.grades.filters.channel, Object.entries(text.channels))}
      {several("languages", text.quality.grades.filters.language, Object.entries(text.quality.languages))}
      {groups.length > 0 && several("groups", t.groups, groups.map((name) => [name, name]))}
    </div>
  );
}
