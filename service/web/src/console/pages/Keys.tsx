import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm, Table, Tag, type TableColumnsType } from "antd";
import { revokeKey } from "../api/actions";
import { keysQuery } from "../api/queries";
import type { ApiKey } from "../api/types";
import { Failure } from "../components/Failure";
import { RelativeTime } from "../components/RelativeTime";
import { useText } from "../i18n/context";
import { NewKey } from "./keys/NewKey";

/** Keys with which other programs ask the agent. */
export default function Keys() {
  const text = useText();
  const client = useQueryClient();
  const query = useQuery(keysQuery);
  const revoking = useMutation({
    mutationFn: revokeKey,
    onSettled: () => client.invalidateQueries(keysQuery),
  });
  const columns: TableColumnsType<ApiKey> = [
    { title: text.keys.name, render: (_, key) => <bdi>{key.name}</bdi> },
    { title: text.keys.start, render: (_, key) => <code>{key.start}…</code> },
    { title: text.keys.created, responsive: ["md"], render: (_, key) => <RelativeTime at={key.created_at} /> },
    {
      title: text.keys.used,
      responsive: ["sm"],
      render: (_, key) => (key.used_at ? <RelativeTime at={key.used_at} /> : text.common.never),
    },
    {
      align: "end",
      render: (_, key) =>
        key.revoked_at ? (
          <Tag>{text.keys.revoked}</Tag>
        ) : (
          <Popconfirm
            title={text.keys.sure}
            okText={text.keys.revoke}
            cancelText={text.common.cancel}
            onConfirm={() => revoking.mutateAsync(key.id)}
          >
            <Button size="small" danger data-testid="revoke-key">
              {text.keys.revoke}
            </Button>
          </Popconfirm>
        ),
    },
  ];
  return (
    <div className="page" data-testid="keys">
      <div className="page-head">
        <div>
          <h1>{text.keys.title}</h1>
          <p className="muted">{text.keys.intro}</p>
        </div>
      </div>
      <NewKey />
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {revoking.error && <Failure error={revoking.error} />}
      <Table<ApiKey>
        rowKey="id"
        columns={columns}
        dataSource={query.data?.keys ?? []}
        loading={query.isPending}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: text.keys.empty }}
      />
    </div>
  );
}
