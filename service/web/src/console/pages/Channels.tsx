import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Table, type TableColumnsType } from "antd";
import { Link, useNavigate } from "react-router";
import { accountsQuery, type ChannelAccount } from "../api/accounts";
import { Failure } from "../components/Failure";
import { RelativeTime } from "../components/RelativeTime";
import { named, useText } from "../i18n/context";
import { AccountStateTag } from "./channels/AccountStateTag";
import { UnstoredCount, UnstoredHelp } from "./channels/Unstored";

/** The accounts by which customers write in, and how each fares. */
export default function Channels() {
  const text = useText();
  const navigate = useNavigate();
  const query = useQuery(accountsQuery);
  const words = text.channelAccounts;
  const columns: TableColumnsType<ChannelAccount> = [
    {
      title: words.name,
      render: (_, account) => (
        <>
          <Link to={`/settings/channels/${account.id}`} data-testid="account-link">
            <bdi>{account.name}</bdi>
          </Link>
          <div className="muted">{named(text.channels, account.channel)}</div>
        </>
      ),
    },
    {
      title: words.state,
      render: (_, { state, unstored }) => (
        <>
          <AccountStateTag state={state} />
          {unstored && <UnstoredCount unstored={unstored} />}
        </>
      ),
    },
    {
      title: words.lastDelivery,
      responsive: ["md"],
      render: (_, { deliveries }) =>
        deliveries.accepted_at ? <RelativeTime at={deliveries.accepted_at} /> : <span className="muted">{text.common.never}</span>,
    },
    {
      title: words.waiting,
      responsive: ["lg"],
      render: (_, { replies }) =>
        replies.unanswered || replies.pending ? (
          words.waitingOf(replies.unanswered, replies.pending)
        ) : (
          <span className="muted">–</span>
        ),
    },
  ];
  const accounts = query.data?.accounts ?? [];
  return (
    <div className="page" data-testid="channels">
      <div className="page-head">
        <div>
          <h1>{words.title}</h1>
          <p className="muted">{words.intro}</p>
        </div>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate("/settings/channels/new")} data-testid="account-add">
          {words.add}
        </Button>
      </div>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {accounts.some(({ unstored }) => unstored) && <UnstoredHelp />}
      <Table<ChannelAccount>
        rowKey="id"
        columns={columns}
        dataSource={accounts}
        loading={query.isPending}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        locale={{ emptyText: words.empty }}
        onRow={(account) => ({ "data-testid": "account-row", "data-state": account.state }) as object}
      />
    </div>
  );
}
