import { Table, type TableColumnsType } from "antd";
import type { SpendEntry } from "../../api/acquisition";
import { money } from "../../components/formats";
import { named, useLocalisation } from "../../i18n/context";

/** What was entered, the latest day first. */
export function SpendTable({ entries, more }: { entries: SpendEntry[]; more: boolean }) {
  const { text, locale } = useLocalisation();
  const words = text.leads.costs;
  const columns: TableColumnsType<SpendEntry> = [
    { title: words.day, dataIndex: "day" },
    { title: text.leads.channel, render: (_, one) => named(text.channels, one.channel) },
    { title: words.account, render: (_, one) => <bdi>{one.account ?? words.whole}</bdi> },
    { title: words.amount, align: "right", render: (_, one) => money(one.amount, one.currency, locale) },
    { title: words.impressions, align: "right", render: (_, one) => one.impressions?.toLocaleString(locale) ?? "–" },
    { title: words.clicks, align: "right", render: (_, one) => one.clicks?.toLocaleString(locale) ?? "–" },
  ];
  return (
    <section>
      <h2>{words.entries}</h2>
      <Table<SpendEntry>
        rowKey={(one) => `${one.day}/${one.channel}/${one.account ?? ""}`}
        columns={columns}
        dataSource={entries}
        size="small"
        pagination={{ pageSize: 14, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: "max-content" }}
        locale={{ emptyText: words.none }}
      />
      {more && <p className="muted">{words.more}</p>}
    </section>
  );
}
