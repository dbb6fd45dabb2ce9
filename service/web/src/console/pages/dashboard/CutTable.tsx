import { Table, type TableColumnsType } from "antd";
import type { KpiGroup } from "../../api/types";
import { named, useLocalisation } from "../../i18n/context";
import { metricAt } from "./catalogue";
import { ChangeChip } from "./ChangeChip";
import { Figure } from "./Figure";
import { figureAt } from "./figures";
import { cutValue, rateName } from "./naming";
import type { Dashboard } from "./useAsked";

const COLUMNS = ["opened", "resolution.assumed", "transfer", "lead_capture", "csat.mean", "frt.p50_s", "complaint"];

interface Props {
  groups: readonly KpiGroup[];
  by: readonly string[];
  currency: string;
  dashboard: Dashboard;
}

/** A row for each group; a click on a heading sorts, the bar compares, the number opens. */
export function CutTable({ groups, by, currency, dashboard }: Props) {
  const localisation = useLocalisation();
  const { text, locale } = localisation;
  const named_ = (cut: string, group: KpiGroup): string => cutValue(cut, group.key[cut], localisation);
  const columns: TableColumnsType<KpiGroup> = [
    ...by.map((cut) => ({
      title: named(text.rates.cut, cut),
      key: cut,
      render: (_: unknown, group: KpiGroup) => <bdi>{named_(cut, group)}</bdi>,
      sorter: (one: KpiGroup, other: KpiGroup) => named_(cut, one).localeCompare(named_(cut, other), locale),
    })),
    ...COLUMNS.map((place) => {
      const valueOf = (group: KpiGroup): number => figureAt(group.kpis, place).value ?? -1;
      const most = metricAt(place).unit === "share" ? 1 : Math.max(...groups.map(valueOf), 0) || 1;
      return {
        title: rateName(place, localisation),
        key: place,
        align: "right" as const,
        ...(place === "opened" && { defaultSortOrder: "descend" as const }),
        sorter: (one: KpiGroup, other: KpiGroup) => valueOf(one) - valueOf(other),
        render: (_: unknown, group: KpiGroup) => (
          <Cell place={place} group={group} most={most} currency={currency} dashboard={dashboard} by={by} />
        ),
      };
    }),
  ];
  return (
    <Table<KpiGroup>
      size="small"
      columns={columns}
      dataSource={[...groups]}
      rowKey={({ key }) => JSON.stringify(key)}
      pagination={groups.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
      scroll={{ x: "max-content" }}
      sortDirections={["descend", "ascend"]}
    />
  );
}

interface CellProps extends Omit<Props, "groups"> {
  place: string;
  group: KpiGroup;
  most: number;
}

function Cell({ place, group, most, currency, dashboard, by }: CellProps) {
  const { text, locale } = useLocalisation();
  const { value, n } = figureAt(group.kpis, place);
  const only = Object.fromEntries(by.map((cut) => [cut, group.key[cut] ?? ""]));
  return (
    <div className="cut-cell" title={value === null ? undefined : text.dashboard.n(n.toLocaleString(locale))}>
      <span>
        <ChangeChip place={place} change={group.differences?.[place]} currency={currency} />{" "}
        <Figure place={place} value={value} currency={currency} look={dashboard.look} within={{ only }} />
      </span>
      <i style={{ width: `${Math.max(0, Math.min(100, (100 * (value ?? 0)) / most))}%` }} />
    </div>
  );
}
