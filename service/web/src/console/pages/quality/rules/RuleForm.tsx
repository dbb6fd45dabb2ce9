import { Input, InputNumber, Select } from "antd";
import { useMemo } from "react";
import { type RuleKind, type RulesPage, SEVERITIES } from "../../../api/rules";
import { named, useText } from "../../../i18n/context";
import { RuleFormContext } from "./context";
import { valueAt, withField, withKind } from "./draft";
import { ExampleFields } from "./ExampleFields";
import { KindFields } from "./KindFields";
import { MistakeText, RuleField } from "./RuleField";
import { ScopeFields } from "./ScopeFields";
import type { RuleEditing } from "./useRuleEditor";
import { WhenFields } from "./WhenFields";

const POINTS: Record<string, number> = { info: 0, minor: 2, major: 10, critical: 30 };

/** A rule as fields; each mistake stands at its own. */
export function RuleForm({ editing, page }: { editing: RuleEditing; page: RulesPage }) {
  const t = useText().quality.rules;
  const { rule, mistakes, change } = editing;
  const form = useMemo(
    () => ({ rule, mistakes, page, set: (path: string, value: unknown) => change(withField(rule, path, value), path) }),
    [rule, mistakes, page, change],
  );
  const { set } = form;
  const severity = (rule["severity"] as string | undefined) ?? "minor";
  const title = rule["title"];
  const titleIn = (language: "en" | "zh"): string =>
    typeof title === "string" ? title : ((valueAt(rule, `title.${language}`) as string | undefined) ?? "");
  const setTitle = (language: "en" | "zh", value: string): void =>
    set("title", { en: titleIn("en"), zh: titleIn("zh"), [language]: value });
  return (
    <RuleFormContext.Provider value={form}>
      {mistakes.filter(({ field }) => field === "").map((mistake) => <MistakeText key={mistake.problem} mistake={mistake} />)}
      <div className="policy-grid">
        <RuleField path="kind" label={t.kind} help={t.kindHelp[rule.kind ?? "forbidden"] ?? ""}>
          <Select<RuleKind>
            value={rule.kind ?? "forbidden"}
            options={(Object.keys(t.kinds) as RuleKind[]).map((value) => ({ value, label: named(t.kinds, value) }))}
            onChange={(kind) => change(withKind(rule, kind))}
            data-testid="rule-kind"
          />
        </RuleField>
        <RuleField path="id" label={t.id} help={t.idHelp}>
          <Input value={rule.id ?? ""} onChange={(event) => set("id", event.target.value)} data-testid="rule-id" />
        </RuleField>
        <RuleField path="title" label={t.titleEn}>
          <Input value={titleIn("en")} onChange={(event) => setTitle("en", event.target.value)} data-testid="rule-title-en" />
        </RuleField>
        <RuleField path="title.zh" label={t.titleZh}>
          <Input value={titleIn("zh")} onChange={(event) => setTitle("zh", event.target.value)} data-testid="rule-title-zh" />
        </RuleField>
        <RuleField path="severity" label={t.severity}>
          <Select<string>
            value={severity}
            options={SEVERITIES.map((value) => ({ value, label: named(t.severities, value) }))}
            onChange={(value) => set("severity", value === "minor" ? undefined : value)}
            data-testid="rule-severity"
          />
        </RuleField>
        <RuleField path="points" label={t.points} help={t.pointsHelp}>
          <InputNumber<number>
            value={(rule["points"] as number | undefined) ?? null}
            placeholder={String(POINTS[severity] ?? 0)}
            min={0}
            max={100}
            onChange={(value) => set("points", value ?? undefined)}
          />
        </RuleField>
      </div>
      <fieldset>
        <legend>{t.demands}</legend>
        <KindFields />
        <WhenFields />
      </fieldset>
      <fieldset>
        <legend>{t.applies}</legend>
        <ScopeFields />
      </fieldset>
      <fieldset>
        <legend>{t.examples}</legend>
        <ExampleFields />
      </fieldset>
    </RuleFormContext.Provider>
  );
}
