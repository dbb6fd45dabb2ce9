import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Dropdown, Switch } from "antd";
import { type AlertRule, type AlertRules, findingsQuery } from "../../api/alertRules";
import { named, useLocalisation } from "../../i18n/context";
import { Problems } from "../policy/Field";
import type { SetValue } from "../policy/DocumentEditor";
import { RuleFields } from "./RuleFields";
import { newRule } from "./ruleKinds";
import { SeverityTag } from "./SeverityTag";

interface Props {
  draft: AlertRules;
  set: SetValue;
}

const KINDS = ["rate", "shift", "turn"] as const;

/** Every rule, with what it finds now; opened, with all that it is made of. */
export function RulesForm({ draft, set }: Props) {
  const { text, language } = useLocalisation();
  const words = text.alerts.settings;
  const findings = useQuery(findingsQuery).data?.findings ?? [];
  const rules = draft.rules ?? [];
  const put = (at: number, rule: AlertRule | null): void =>
    set("rules", rule ? rules.map((one, place) => (place === at ? rule : one)) : rules.filter((_, place) => place !== at));
  return (
    <div data-testid="alert-rule-list">
      {rules.map((rule, at) => {
        const found = findings.find((one) => one.rule === rule.id);
        const title = (language === "zh" ? rule.title_zh : rule.title) || rule.title || rule.id;
        return (
          <div key={at} className="alert-rule" data-testid="alert-rule" data-id={rule.id}>
            <Switch
              checked={rule.active ?? true}
              aria-label={`${words.active}: ${title}`}
              onChange={(active) => put(at, { ...rule, active })}
            />
            <details>
            <summary>
              <strong>{title}</strong>
              <SeverityTag severity={rule.severity ?? "major"} />
              {found && <span className="muted">{`${named(words.findings, found.found)} · n = ${found.n}`}</span>}
            </summary>
            <RuleFields rule={rule} path={`rules.${at}`} onRule={(next) => put(at, next)} />
            <Problems path={`rules.${at}`} />
            <Button type="text" danger size="small" onClick={() => put(at, null)}>
              {words.remove}
            </Button>
            </details>
          </div>
        );
      })}
      <Dropdown
        trigger={["click"]}
        menu={{
          items: KINDS.map((kind) => ({ key: kind, label: words.kinds[kind] })),
          onClick: ({ key }) => set("rules", [...rules, newRule(key as AlertRule["kind"], rules)]),
        }}
      >
        <Button icon={<PlusOutlined />} style={{ marginTop: 12 }} data-testid="alert-rule-add">
          {words.add}
        </Button>
      </Dropdown>
    </div>
  );
}
