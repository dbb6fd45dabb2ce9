import { Input, Select } from "antd";
import { named, useText } from "../../../i18n/context";
import { useRuleForm } from "./context";
import { linesOf, valueAt } from "./draft";
import { RuleField } from "./RuleField";

/** What is looked for, at `path` of the rule: any of these. */
export function MatchFields({ path, meanings = false }: { path: string; meanings?: boolean }) {
  const text = useText();
  const t = text.quality.rules;
  const { rule, set } = useRuleForm();
  const list = (name: string): string[] => (valueAt(rule, `${path}.${name}`) as string[] | undefined) ?? [];
  const tags = (name: string, label: string, help: string, separators: string[] = []) => (
    <RuleField path={`${path}.${name}`} label={label} help={help} also={name === "words" ? [path] : []}>
      <Select<string[]>
        mode="tags"
        open={false}
        suffixIcon={null}
        value={list(name)}
        tokenSeparators={separators}
        onChange={(value) => set(`${path}.${name}`, value)}
        data-testid={`rule-${path}.${name}`}
      />
    </RuleField>
  );
  return (
    <div className="match-fields">
      {tags("words", t.words, t.wordsHelp, [",", "，", "、", "\n"])}
      {tags("except", t.except, t.exceptHelp, [",", "，", "、", "\n"])}
      {tags("patterns", t.patterns, t.patternsHelp)}
      <RuleField path={`${path}.details`} label={t.details} help={t.detailsHelp}>
        <Select<string[]>
          mode="multiple"
          value={list("details")}
          options={Object.keys(t.detailKinds).map((value) => ({ value, label: named(t.detailKinds, value) }))}
          onChange={(value) => set(`${path}.details`, value)}
        />
      </RuleField>
      {meanings && (
        <>
          <Sentences path={`${path}.means.like`} label={t.like} help={t.likeHelp} />
          <Sentences path={`${path}.means.unlike`} label={t.unlike} help={t.unlikeHelp} />
        </>
      )}
    </div>
  );
}

function Sentences({ path, label, help }: { path: string; label: string; help: string }) {
  const { rule, set } = useRuleForm();
  const value = (valueAt(rule, path) as string[] | undefined) ?? [];
  return (
    <RuleField path={path} label={label} help={help}>
      <Input.TextArea
        defaultValue={value.join("\n")}
        autoSize={{ minRows: 2, maxRows: 8 }}
        onChange={(event) => set(path, linesOf(event.target.value))}
      />
    </RuleField>
  );
}
