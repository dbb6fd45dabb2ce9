import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { RISKS, inboxOptionsQuery, type InboxFilter } from "../../api/inbox";
import { languageName } from "../../components/formats";
import { named, useLocalisation } from "../../i18n/context";

interface Props {
  filter: InboxFilter;
  onFilter(change: Partial<Record<keyof InboxFilter, string | undefined>>): void;
}

/** What the list is narrowed by, beside its state: only what occurs is offered. */
export function FilterChoices({ filter, onFilter }: Props) {
  const { text, locale } = useLocalisation();
  const t = text.inbox;
  const { accounts = [], groups = [], languages = [], tags = [] } = useQuery(inboxOptionsQuery).data ?? {};
  const channels = [...new Set(accounts.map(({ channel }) => channel))];
  const rows: [keyof InboxFilter, string, { value: string; label: string }[]][] = [
    ["channel", text.conversations.channel, channels.map((value) => ({ value, label: named(text.channels, value) }))],
    ["account", t.account, accounts.map(({ id, channel, name }) => ({ value: id, label: `${name} · ${named(text.channels, channel)}` }))],
    ["group", t.group, groups.map(({ id, name }) => ({ value: id, label: name }))],
    ["risk", t.risk, RISKS.map((value) => ({ value, label: t.risks[value] }))],
    ["language", text.conversations.customerLanguage, languages.map((value) => ({ value, label: languageName(value, locale) }))],
    ["tag", text.people.tags, tags.map((value) => ({ value, label: value }))],
  ];
  return (
    <div className="filter-choices">
      {rows.map(([name, label, options]) => (
        <label key={name}>
          <span className="muted">{label}</span>
          <Select
            allowClear
            value={filter[name]}
            options={options}
            placeholder={t.any}
            disabled={!options.length}
            onChange={(value: string | undefined) => onFilter({ [name]: value })}
            data-testid={`filter-${name}`}
          />
        </label>
      ))}
      <Button
        size="small"
        onClick={() => onFilter(Object.fromEntries(rows.map(([name]) => [name, undefined])))}
        data-testid="filter-clear"
      >
        {t.clear}
      </Button>
    </div>
  );
}
