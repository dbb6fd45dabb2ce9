import { useQuery } from "@tanstack/react-query";
import { Segmented, Select } from "antd";
import { HIT_STATES, type HitFilters } from "../../../api/ruleHits";
import { meQuery } from "../../../api/queries";
import { rulesQuery, SEVERITIES } from "../../../api/rules";
import { named, useLocalisation } from "../../../i18n/context";
import { ruleTitle } from "../rules/titles";

interface Props {
  filters: HitFilters;
  onFilters(change: Record<string, string | undefined>): void;
}

export function HitFilterBar({ filters, onFilters }: Props) {
  const { text, language } = useLocalisation();
  const t = text.quality.hits;
  const me = useQuery(meQuery).data?.email;
  const rules = useQuery(rulesQuery).data?.rules ?? [];
  const whose = filters.operator === undefined ? "all" : filters.operator === me ? "mine" : filters.operator === "agent" ? "agent" : "other";
  const people = [
    { value: "all", label: t.everybody },
    { value: "mine", label: t.mine },
    { value: "agent", label: text.conversations.agent },
    ...(whose === "other" ? [{ value: "other", label: filters.operator ?? "" }] : []),
  ];
  const select = (name: "rule" | "severity" | "state", placeholder: string, options: { value: string; label: string }[]) => (
    <Select<string>
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      value={filters[name] ?? null}
      placeholder={placeholder}
      aria-label={placeholder}
      options={options}
      onChange={(value: string | undefined) => onFilters({ [name]: value })}
      data-testid={`hits-${name}`}
    />
  );
  return (
    <div className="grade-filters" role="search">
      {select("rule", t.rule, rules.map((rule) => ({ value: rule.id, label: ruleTitle(rule, language) })))}
      {select("severity", text.quality.rules.severity, SEVERITIES.map((value) => ({ value, label: named(text.quality.rules.severities, value) })))}
      {select("state", t.state, HIT_STATES.map((value) => ({ value, label: named(t.states, value) })))}
      <Segmented<string>
        value={whose}
        options={people}
        onChange={(value) => onFilters({ operator: value === "all" ? undefined : value === "mine" ? me : value })}
        aria-label={text.quality.grades.filters.operator}
        data-testid="hits-whose"
      />
    </div>
  );
}
