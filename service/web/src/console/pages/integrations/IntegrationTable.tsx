import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm, Space, Switch, Table, Tag, type TableColumnsType } from "antd";
import { removeIntegration, rotateSecret, switchIntegration, type Integration } from "../../api/integrations";
import { Failure } from "../../components/Failure";
import { named, useText } from "../../i18n/context";
import { Mapping } from "./Mapping";
import { Secret } from "./Secret";
import { TryIt } from "./TryIt";

/** Each with its events, switched on or off, tried, given another secret, removed. */
export function IntegrationTable({ integrations, loading }: { integrations: Integration[]; loading: boolean }) {
  const text = useText();
  const words = text.integrations;
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: ["integrations"] });
  const switching = useMutation({ mutationFn: switchIntegration, onSettled });
  const removing = useMutation({ mutationFn: removeIntegration, onSettled });
  const rotating = useMutation({ mutationFn: rotateSecret });
  const error = switching.error ?? removing.error ?? rotating.error;
  const columns: TableColumnsType<Integration> = [
    {
      title: words.name,
      render: (_, one) => (
        <>
          <bdi>{one.name}</bdi>
          <div className="muted integration-place">
            {named(words.kinds, one.kind)} · <bdi>{one.place}</bdi>
          </div>
          {one.disabled_why && <div className="muted">{one.disabled_why}</div>}
        </>
      ),
    },
    {
      title: words.events,
      responsive: ["md"],
      render: (_, { events }) => events.map((event) => <Tag key={event}>{event}</Tag>),
    },
    {
      title: words.active,
      render: (_, one) => (
        <Switch size="small" checked={one.active} onChange={() => switching.mutate(one)} aria-label={words.active} data-testid="integration-switch" />
      ),
    },
    {
      align: "end",
      render: (_, one) => (
        <Space wrap size={4} className="integration-acts">
          {one.kind === "crm" && <Mapping integration={one} />}
          <TryIt integration={one} />
          {one.kind === "webhook" && (
            <Popconfirm title={words.rotateSure} okText={words.rotate} cancelText={text.common.cancel} onConfirm={() => rotating.mutateAsync(one.id)}>
              <Button size="small" data-testid="integration-rotate">
                {words.rotate}
              </Button>
            </Popconfirm>
          )}
          <Popconfirm title={words.removeSure} okText={words.remove} cancelText={text.common.cancel} onConfirm={() => removing.mutateAsync(one.id)}>
            <Button size="small" danger data-testid="integration-remove">
              {words.remove}
            </Button>
          </Popconfirm>
        </Space>
      ),
    },
  ];
  return (
    <>
      {error && <Failure error={error} />}
      {rotating.data && <Secret secret={rotating.data.secret} />}
      <Table<Integration>
        rowKey="id"
        columns={columns}
        dataSource={integrations}
        loading={loading}
        pagination={false}
        locale={{ emptyText: words.empty }}
        onRow={(one) => ({ "data-testid": "integration-row", "data-active": one.active }) as object}
      />
    </>
  );
}
