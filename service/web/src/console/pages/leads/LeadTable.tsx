import { useQuery } from "@tanstack/react-query";
import { Table, Tag, Tooltip, type TableColumnsType } from "antd";
import { useState } from "react";
import { LEADS_PER_PAGE, leadsQuery, type PersonLead } from "../../api/leads";
import { Failure } from "../../components/Failure";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useText } from "../../i18n/context";
import { useLeadsAddress } from "./address";
import { FilterBar } from "./FilterBar";
import { LeadFields } from "./LeadFields";
import { StageSelect } from "./StageSelect";

const WISHES = ["name", "purpose"];

/** One row for each person; a click shows what is behind it. */
export function LeadTable() {
  const text = useText();
  const { filters, setFilters, choose } = useLeadsAddress();
  const [page, setPage] = useState(1);
  const query = useQuery(leadsQuery(filters, page));
  const filtered = Object.keys(filters).length > 1;
  const columns: TableColumnsType<PersonLead> = [
    { title: text.leads.name, render: (_, lead) => <Name lead={lead} onChoose={() => choose(lead.id)} /> },
    {
      title: text.leads.contact,
      render: (_, lead) => <LeadFields fields={lead.fields.filter(({ type }) => !WISHES.includes(type))} />,
    },
    { title: text.leads.score, align: "right", responsive: ["sm"], render: (_, lead) => <Score lead={lead} /> },
    { title: text.leads.stage, responsive: ["sm"], render: (_, lead) => <StageSelect lead={lead} /> },
    {
      title: text.leads.intent,
      responsive: ["lg"],
      render: (_, lead) => (lead.intent ? named(text.intents, lead.intent) : "–"),
    },
    {
      title: text.leads.channel,
      responsive: ["md"],
      render: (_, lead) => [...new Set(lead.conversations.map(({ channel }) => named(text.channels, channel)))].join(", "),
    },
    { title: text.leads.operator, responsive: ["xl"], render: (_, lead) => <bdi>{lead.operator ?? lead.owner ?? "–"}</bdi> },
    { title: text.leads.created, responsive: ["md"], render: (_, lead) => <RelativeTime at={lead.last_at} /> },
  ];
  return (
    <>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      <FilterBar
        filters={filters}
        onFilters={(next) => {
          setFilters(next);
          setPage(1);
        }}
        lastExport={query.data?.last_export ?? null}
      />
      <Table<PersonLead>
        rowKey="id"
        columns={columns}
        dataSource={query.data?.leads ?? []}
        loading={query.isPending || query.isPlaceholderData}
        pagination={{
          current: page,
          pageSize: LEADS_PER_PAGE,
          total: query.data?.total ?? 0,
          hideOnSinglePage: true,
          showSizeChanger: false,
          onChange: setPage,
        }}
        locale={{ emptyText: filtered ? text.leads.none : text.leads.empty }}
      />
    </>
  );
}

function Name({ lead, onChoose }: { lead: PersonLead; onChoose(): void }) {
  const text = useText();
  return (
    <div className="lead-name">
      <button type="button" className="as-link" onClick={onChoose} data-testid="lead-row">
        <bdi>{lead.name ?? text.leads.anonymous}</bdi>
      </button>
      <span className="lead-marks">
        <span className="muted">{named(text.leads.statuses, lead.status)}</span>
        {lead.tags.map((tag) => (
          <Tag key={tag}>
            <bdi>{tag}</bdi>
          </Tag>
        ))}
        {lead.conversations.length > 1 && (
          <Tooltip title={lead.matched_by.length ? text.leads.matched(kinds(lead.matched_by, text.fields)) : undefined}>
            <Tag color="blue">{text.leads.several(lead.conversations.length)}</Tag>
          </Tooltip>
        )}
      </span>
      <div className="on-phones lead-phone">
        <Score lead={lead} /> <StageSelect lead={lead} />
      </div>
    </div>
  );
}

function Score({ lead }: { lead: PersonLead }) {
  const text = useText();
  const parts = Object.entries(lead.points).map(([part, points]) => `${named(text.leads.points, part)} ${points}`);
  return (
    <Tooltip title={parts.join(" + ") || undefined}>
      <span className="lead-score" data-testid="lead-score" aria-label={`${text.leads.score}: ${lead.score}`}>
        {lead.score}
      </span>
    </Tooltip>
  );
}

function kinds(types: string[], words: Record<string, string>): string {
  return types.map((type) => named(words, type)).join(", ");
}
