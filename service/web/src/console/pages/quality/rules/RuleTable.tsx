import { useQuery } from "@tanstack/react-query";
import { Switch, Table, type TableColumnsType, Tag } from "antd";
import { Link } from "react-router";
import { hitCountsQuery } from "../../../api/ruleHits";
import type { ListedRule, RulesPage } from "../../../api/rules";
import { named, useLocalisation } from "../../../i18n/context";
import { useMay } from "../../../layout/useMay";
import { sinceOf } from "../period";
import { ruleTitle } from "./titles";

interface Props {
  page: RulesPage;
  switching: string | undefined;
  onSwitch(rule: ListedRule, active: boolean): void;
}

/** All rules of the packs in use and your own, those in force first, with how often each has hit this week. */
export function RuleTable({ page, switching, onSwitch }: Props) {
  const { text, locale, language } = useLocalisation();
  const t = text.quality.rules;
  const may = useMay()("monitor");
  const since = sinceOf("7");
  const counts = useQuery(hitCountsQuery(since)).data?.rules;
  const used = new Set(page.document.packs ?? DEFAULT_PACKS);
  const rules = page.rules
    .filter(({ pack, active }) => active || pack === null || used.has(pack))
    .sort((a, b) => Number(b.active) - Number(a.active) || (counts?.[b.id] ?? 0) - (counts?.[a.id] ?? 0));
  const columns: TableColumnsType<ListedRule> = [
    {
      title: t.rule,
      render: (_, rule) => (
        <div className="grade-question">
          <Link to={`/quality/rules/${encodeURIComponent(rule.id)}`} className="turn-link" data-testid="rule-open">
            {ruleTitle(rule, language)}
          </Link>
          <span className="muted">
            {rule.id} · {named(t.kinds, rule.kind)} · {rule.pack ? t.packs[rule.pack] ?? rule.pack : t.own}
          </span>
        </div>
      ),
    },
    {
      title: t.severity,
      responsive: ["sm"],
      render: (_, rule) => (
        <Tag className={`severity ${rule.severity}`}>
          {named(t.severities, rule.severity)} · {t.pointsOf(rule.points)}
        </Tag>
      ),
    },
    {
      title: t.hitsThisWeek,
      align: "right",
      render: (_, rule) => {
        const n = counts?.[rule.id] ?? 0;
        return n ? <Link to={`/quality/hits?rule=${encodeURIComponent(rule.id)}`}>{n.toLocaleString(locale)}</Link> : counts ? "0" : "";
      },
    },
    {
      title: t.inForce,
      render: (_, rule) => (
        <Switch
          checked={rule.active}
          disabled={!may || switching !== undefined}
          loading={switching === rule.id}
          aria-label={`${t.inForce}: ${ruleTitle(rule, language)}`}
          onChange={(active) => onSwitch(rule, active)}
          data-testid="rule-switch"
        />
      ),
    },
  ];
  return (
    <Table<ListedRule>
      rowKey="id"
      columns={columns}
      dataSource={rules}
      pagination={false}
      locale={{ emptyText: t.empty }}
      onRow={(rule) => ({ "data-testid": "rule-row", "data-rule": rule.id, "data-active": rule.active }) as object}
    />
  );
}

/** What is used where the document says nothing. */
export const DEFAULT_PACKS = ["service_manners", "sensitive_data", "compliant_capture"];
