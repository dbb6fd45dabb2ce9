import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm, Table, Tag, type TableColumnsType } from "antd";
import { keysQuery, revokeKey } from "../api/team";
import type { ApiKey } from "../api/types";
import { Failure } from "../components/Failure";
import { RelativeTime } from "../components/RelativeTime";
import { useText } from "../i18n/context";
import { KeyEnd } from "./keys/KeyEnd";
import { NewKey } from "./keys/NewKey";

/** Keys with which other programs ask the agent, or use the API behind the console. */
export default function Keys() {
  const text = useText();
  const t = text.keys;
  const client = useQueryClient();
  const query = useQuery(keysQuery);
  const revoking = useMutation({
    mutationFn: revokeKey,
    onSettled: () => client.invalidateQueries(keysQuery),
  });
  const columns: TableColumnsType<ApiKey> = [
    { title: t.name, render: (_, key) => <bdi>{key.name}</bdi> },
    { title: t.start, responsive: ["md"], render: (_, key) => <code>{key.start}…</code> },
    {
      title: t.opens,
      render: (_, key) => (
        <div className="scopes">
          {key.scopes.map((scope) => (
            <Tag key={scope} color={scope === "manage" ? "red" : "default"}>
              {t.scopes[scope]}
            </Tag>
          ))}
        </div>
      ),
    },
    { title: t.expires, responsive: ["lg"], render: (_, key) => <KeyEnd at={key.expires_at} /> },
    {
      title: t.used,
      responsive: ["md"],
      render: (_, key) => (key.used_at ? <RelativeTime at={key.used_at} /> : text.common.never),
    },
    {
      align: "end",
      render: (_, key) =>
        key.revoked_at ? (
          <Tag>{t.revoked}</Tag>
        ) : (
          <Popconfirm
            title={t.sure}
            okText={t.revoke}
            cancelText={text.common.cancel}
            onConfirm={() => revoking.mutateAsync(key.id)}
          >
            <Button size="small" danger data-testid="revoke-key">
              {t.revoke}
            </Button>
          </Popconfirm>
        ),
    },
  ];
  return (
    <div className="page" data-testid="keys">
      <div className="page-head">
        <div>
          <h1>{t.title}</h1>
          <p className="muted">{t.intro}</p>
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
        locale={{ emptyText: t.empty }}
      />
    </div>
  );
}
