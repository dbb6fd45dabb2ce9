import { DownloadOutlined } from "@ant-design/icons";
import { Button, Input, Select } from "antd";
import { useQuery } from "@tanstack/react-query";
import { colleaguesQuery } from "../../api/colleagues";
import { exportAddress, STAGES, tagsQuery, type LeadFilters, type LeadList } from "../../api/leads";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useText } from "../../i18n/context";

const SORTS = ["newest", "score", "oldest"] as const;
const STATUSES = ["complete", "partial"] as const;

interface Props {
  filters: LeadFilters;
  onFilters(filters: LeadFilters): void;
  lastExport: LeadList["last_export"];
  /** Its columns are the stages. */
  onBoard?: boolean;
}

/** What is shown and in which order; the export takes the same. */
export function FilterBar({ filters, onFilters, lastExport, onBoard = false }: Props) {
  const text = useText();
  const { stage, status, q, channel, operator, tag, sort } = filters;
  const colleagues = (useQuery(colleaguesQuery).data?.colleagues ?? []).filter(({ answers }) => answers);
  const tags = useQuery(tagsQuery).data?.tags ?? [];
  const rebuilt = (change: Partial<Record<keyof LeadFilters, string | undefined>>): LeadFilters => {
    const merged = { stage, status, q, channel, operator, tag, sort, ...change };
    return Object.fromEntries(Object.entries(merged).filter(([, value]) => value)) as unknown as LeadFilters;
  };
  return (
    <div className="lead-filters">
      <Input.Search
        allowClear
        className="lead-search"
        defaultValue={q ?? ""}
        placeholder={text.leads.search}
        aria-label={text.leads.search}
        onSearch={(value) => onFilters(rebuilt({ q: value.trim() }))}
        data-testid="lead-search"
      />
      {!onBoard && (<Select
        allowClear
        value={stage ?? null}
        placeholder={text.leads.anyStage}
        aria-label={text.leads.stage}
        options={STAGES.map((value) => ({ value, label: named(text.leads.stages, value) }))}
        onChange={(value) => onFilters(rebuilt({ stage: value ?? undefined }))}
      />)}
      <Select
        allowClear
        value={status ?? null}
        placeholder={text.leads.anyStatus}
        aria-label={text.leads.status}
        options={STATUSES.map((value) => ({ value, label: named(text.leads.statuses, value) }))}
        onChange={(value) => onFilters(rebuilt({ status: value ?? undefined }))}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        value={operator ?? null}
        placeholder={text.leads.anyOperator}
        aria-label={text.leads.operator}
        options={[
          { value: "me", label: text.leads.mine },
          { value: "nobody", label: text.leads.nobodys },
          ...colleagues.map(({ email, name }) => ({ value: email, label: name || email })),
        ]}
        onChange={(value) => onFilters(rebuilt({ operator: value ?? undefined }))}
        data-testid="lead-operator-filter"
      />
      {(tags.length > 0 || tag) && (
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          value={tag ?? null}
          placeholder={text.leads.anyTag}
          aria-label={text.leads.tags}
          options={[...new Set([...tags, ...(tag ? [tag] : [])])].map((value) => ({ value, label: value }))}
          onChange={(value) => onFilters(rebuilt({ tag: value ?? undefined }))}
        />
      )}
      {!onBoard && (<Select
        value={sort}
        aria-label={text.leads.sortBy}
        options={SORTS.map((value) => ({ value, label: named(text.leads.sorts, value) }))}
        onChange={(value) => onFilters(rebuilt({ sort: value }))}
      />)}
      <span className="lead-export">
        {lastExport && (
          <span className="muted">
            {text.leads.lastExport(lastExport.by, lastExport.leads)} <RelativeTime at={lastExport.at} />
          </span>
        )}
        <Button icon={<DownloadOutlined />} href={exportAddress(filters)} download data-testid="lead-export">
          {text.leads.exportCsv}
        </Button>
      </span>
    </div>
  );
}
