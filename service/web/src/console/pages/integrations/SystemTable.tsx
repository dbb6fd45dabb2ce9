import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Popconfirm, Space, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { addSystem, removeSystem, rotateSystem, systemsQuery, type ConnectedSystem } from "../../api/integrations";
import { Failure } from "../../components/Failure";
import { RelativeTime } from "../../components/RelativeTime";
import { useText } from "../../i18n/context";
import { Secret } from "./Secret";

/** The programs that tell us of customers, leads, orders and advertisements. */
export function SystemTable() {
  const text = useText();
  const words = text.integrations;
  const client = useQueryClient();
  const [name, setName] = useState("");
  const query = useQuery(systemsQuery);
  const onSettled = () => client.invalidateQueries(systemsQuery);
  const adding = useMutation({ mutationFn: addSystem, onSettled, onSuccess: () => setName("") });
  const rotating = useMutation({ mutationFn: rotateSystem });
  const removing = useMutation({ mutationFn: removeSystem, onSettled });
  const error = query.error ?? adding.error ?? rotating.error ?? removing.error;
  const shown = rotating.data ?? adding.data;
  const columns: TableColumnsType<ConnectedSystem> = [
    { title: words.name, render: (_, one) => <bdi>{one.name}</bdi> },
    {
      title: words.lastTold,
      render: (_, one) => (one.used_at ? <RelativeTime at={one.used_at} /> : <span className="muted">{text.common.never}</span>),
    },
    {
      align: "end",
      render: (_, one) => (
        <Space wrap size={4} className="integration-acts">
          <Popconfirm title={words.rotateSure} okText={words.rotate} cancelText={text.common.cancel} onConfirm={() => rotating.mutateAsync(one.id)}>
            <Button size="small">{words.rotate}</Button>
          </Popconfirm>
          <Popconfirm title={words.removeSystemSure} okText={words.remove} cancelText={text.common.cancel} onConfirm={() => removing.mutateAsync(one.id)}>
            <Button size="small" danger>
              {words.remove}
            </Button>
          </Popconfirm>
        </Space>
      ),
    },
  ];
  return (
    <section>
      <div className="page-head">
        <div>
          <h2>{words.systems}</h2>
          <p className="muted">{words.systemsIntro}</p>
        </div>
      </div>
      <div className="new-key">
        <Input.Search
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.target.value)}
          onSearch={(wanted) => wanted.trim() && adding.mutate(wanted.trim())}
          loading={adding.isPending}
          placeholder={words.systemName}
          aria-label={words.systemName}
          enterButton={words.connect}
          data-testid="system-name"
        />
        {error && <Failure error={error} />}
        {shown && <Secret secret={shown.secret} path={shown.path} />}
      </div>
      <Table<ConnectedSystem>
        rowKey="id"
        columns={columns}
        dataSource={query.data?.systems ?? []}
        loading={query.isPending}
        pagination={false}
        locale={{ emptyText: words.noSystems }}
        onRow={() => ({ "data-testid": "system-row" }) as object}
      />
    </section>
  );
}
