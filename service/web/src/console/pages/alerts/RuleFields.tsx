import { Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { type AlertRule } from "../../api/alertRules";
import { SEVERITIES } from "../../api/alerts";
import { graderNamed, named, useText } from "../../i18n/context";
import { Field } from "../policy/Field";
import { isCounted, limitOf, USUAL, withRate } from "./ruleKinds";

interface Props {
  rule: AlertRule;
  path: string;
  onRule(rule: AlertRule): void;
}

/** All that a rule of its kind is made of. */
export function RuleFields({ rule, path, onRule }: Props) {
  const text = useText();
  const words = text.alerts.settings;
  const usual = USUAL[rule.kind];
  const put = (part: Partial<AlertRule>): void => onRule({ ...rule, ...part });
  const field = (name: keyof AlertRule, label: string, control: ReactNode): ReactNode => (
    <Field key={name} path={`${path}.${name}`} label={label}>
      {control}
    </Field>
  );
  const number = (name: "over" | "above" | "below" | "worse_by" | "by" | "clear" | "min_n" | "window_h" | "baseline_h" | "alpha" | "score_up_to", label: string): ReactNode =>
    field(name, label, <InputNumber<number> value={rule[name] ?? usual[name] ?? null} onChange={(value) => put({ [name]: value })} data-testid={`rule-${name}`} />);
  const some = (name: "channels" | "labels" | "hits", label: string): ReactNode =>
    field(name, label, <Select mode="tags" value={rule[name] ?? []} onChange={(value) => put({ [name]: value })} tokenSeparators={[",", " "]} open={false} suffixIcon={null} />);
  const grader = field(
    "grader",
    words.grader,
    <Select showSearch allowClear={rule.kind === "turn"} value={rule.grader ?? null} onChange={(value?: string) => put({ grader: value ?? null })} options={Object.keys(text.graders).map((value) => ({ value, label: graderNamed(text, value) }))} />,
  );
  const severities = SEVERITIES.map((value) => ({ value, label: named(text.alerts.severities, value) }));
  const rate = rule.rate ?? "";
  const rates = { ...Object.fromEntries(Object.keys(text.graders).map((id) => [id, graderNamed(text, id)])), ...words.rates };
  return (
    <div className="alert-rule-fields">
      {field("title_zh", words.nameZh, <Input maxLength={200} value={rule.title_zh ?? ""} onChange={({ target }) => put({ title_zh: target.value })} />)}
      {field("title", words.name, <Input maxLength={200} value={rule.title ?? ""} onChange={({ target }) => put({ title: target.value })} />)}
      {field("id", words.id, <Input maxLength={60} value={rule.id} onChange={({ target }) => put({ id: target.value })} />)}
      {field("severity", words.severity, <Select value={rule.severity ?? "major"} options={severities} onChange={(severity) => put({ severity })} />)}
      {rule.kind === "rate" && field("rate", words.rate, <Select showSearch={{ optionFilterProp: "label" }} value={rate} options={Object.entries(rates).map(([value, label]) => ({ value, label }))} onChange={(next) => onRule(withRate(rule, next))} />)}
      {rule.kind === "rate" && rate === "agreement" && grader}
      {rule.kind === "rate" && isCounted(rate) && number("over", words.over)}
      {rule.kind === "rate" && rule.worse_by == null && number(limitOf(rate), words[limitOf(rate)])}
      {rule.kind === "rate" && rule.worse_by == null && number("clear", words.clear)}
      {rule.kind === "rate" && rule.worse_by != null && number("worse_by", words.worseBy)}
      {rule.kind === "rate" && rate === "rule_violations" && some("hits", words.hits)}
      {rule.kind !== "rate" && grader}
      {rule.kind === "shift" && number("by", words.by)}
      {rule.kind === "turn" && some("labels", words.labels)}
      {rule.kind === "turn" && number("score_up_to", words.scoreUpTo)}
      {rule.kind === "turn" && some("hits", words.hits)}
      {rule.kind === "turn" && field("hit_severity", words.hitSeverity, <Select allowClear value={rule.hit_severity ?? null} options={severities} onChange={(value) => put({ hit_severity: value ?? null })} />)}
      {rule.kind !== "turn" && [number("min_n", words.minN), number("window_h", words.window), number("baseline_h", words.baseline), number("alpha", words.alpha)]}
      {some("channels", words.channels)}
    </div>
  );
}
