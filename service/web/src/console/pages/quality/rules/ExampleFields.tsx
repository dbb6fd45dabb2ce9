import { Input } from "antd";
import { useText } from "../../../i18n/context";
import { useRuleForm } from "./context";
import { linesOf, splitExamples, valueAt } from "./draft";
import { RuleField } from "./RuleField";

/** Replies that the rule must hit, and such that it must let pass: it is tried on them before it is in force. */
export function ExampleFields() {
  const t = useText().quality.rules;
  return (
    <div className="example-fields">
      <Examples path="examples.hit" label={t.mustHit} />
      <Examples path="examples.pass" label={t.mustPass} />
    </div>
  );
}

function Examples({ path, label }: { path: string; label: string }) {
  const t = useText().quality.rules;
  const { rule, set } = useRuleForm();
  const { replies, conversations } = splitExamples(valueAt(rule, path));
  return (
    <RuleField path={path} label={label} help={conversations.length ? t.conversations(conversations.length) : t.examplesHelp}>
      <Input.TextArea
        defaultValue={replies.join("\n")}
        autoSize={{ minRows: 2, maxRows: 10 }}
        onChange={(event) => set(path, [...linesOf(event.target.value), ...conversations])}
        data-testid={`rule-${path}`}
      />
    </RuleField>
  );
}
