import { useQuery } from "@tanstack/react-query";
import { Table, type TableColumnsType } from "antd";
import { Link } from "react-router";
import { leadsQuery } from "../api/queries";
import type { Lead } from "../api/types";
import { Failure } from "../components/Failure";
import { RelativeTime } from "../components/RelativeTime";
import { named, useText } from "../i18n/context";
import { LeadFields } from "./leads/LeadFields";

/** Who left contact details, for what, and where. */
export default function Leads() {
  const text = useText();
  const query = useQuery(leadsQuery);
  const columns: TableColumnsType<Lead> = [
    {
      title: text.leads.name,
      render: (_, lead) => (
        <Link to={`/conversations/${lead.conversation_id}`} data-testid="lead-row">
          <bdi>{lead.name ?? text.leads.anonymous}</bdi>
        </Link>
      ),
    },
    { title: text.leads.contact, render: (_, lead) => <LeadFields fields={lead.fields} /> },
    {
      title: text.leads.intent,
      responsive: ["md"],
      render: (_, lead) => (lead.intent ? named(text.intents, lead.intent) : "–"),
    },
    { title: text.leads.channel, dataIndex: "channel", responsive: ["md"] },
    { title: text.leads.source, responsive: ["lg"], render: (_, lead) => <bdi>{pagePath(lead.source.page)}</bdi> },
    { title: text.leads.created, responsive: ["sm"], render: (_, lead) => <RelativeTime at={lead.created_at} /> },
  ];
  return (
    <div className="page" data-testid="leads">
      <div className="page-head">
        <h1>{text.leads.title}</h1>
      </div>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      <Table<Lead>
        rowKey="id"
        columns={columns}
        dataSource={query.data?.leads ?? []}
        loading={query.isPending}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: text.leads.empty }}
      />
    </div>
  );
}

/** The part of a page's address that tells the pages of one shop apart. */
function pagePath(page: string | undefined): string {
  if (!page || !URL.canParse(page)) return page ?? "–";
  const { host, pathname } = new URL(page);
  return pathname === "/" ? host : pathname;
}
