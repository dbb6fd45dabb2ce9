import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Select, Space, Table, Tag, Tooltip, type TableColumnsType } from "antd";
import { useState } from "react";
import { deliveriesQuery, replayDelivery, replaySince, STATES, type EventDelivery, type Integration } from "../../api/integrations";
import { Failure } from "../../components/Failure";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useText } from "../../i18n/context";

const COLOURS = { pending: "processing", sent: "success", failed: "error", dropped: "default" } as const;
const WEEK_MS = 7 * 24 * 3_600_000;

/** What was told, the latest first; each, or all that was given up within a week, is told again. */
export function DeliveryLog({ integrations }: { integrations: Integration[] }) {
  const words = useText().integrations;
  const client = useQueryClient();
  const [integration, setIntegration] = useState<string>();
  const [state, setState] = useState<string>();
  const query = useQuery(deliveriesQuery(integration, state));
  const onSettled = () => client.invalidateQueries({ queryKey: ["integrations", "deliveries"] });
  const replaying = useMutation({ mutationFn: replayDelivery, onSettled });
  const replayingAll = useMutation({
    mutationFn: (id: string) => replaySince(id, new Date(Date.now() - WEEK_MS).toISOString()),
    onSettled,
  });
  const nameOf = (id: string) => integrations.find((one) => one.id === id)?.name ?? id;
  const columns: TableColumnsType<EventDelivery> = [
    {
      title: words.event,
      render: (_, one) => (
        <>
          {one.event}
          <div className="muted">
            <bdi>{nameOf(one.integration_id)}</bdi> · <RelativeTime at={one.at} />
          </div>
          <div className="muted integration-id">{one.event_id}</div>
        </>
      ),
    },
    {
      title: words.state,
      render: (_, one) => (
        <Tooltip title={one.error ?? one.answer}>
          <Tag color={COLOURS[one.state]}>{named(words.states, one.state)}</Tag>
        </Tooltip>
      ),
    },
    { title: words.attempts, responsive: ["sm"], render: (_, one) => one.attempts },
    { title: words.answer, responsive: ["lg"], render: (_, one) => [one.status, one.error ?? one.answer].filter(Boolean).join(" · ") },
    {
      align: "end",
      render: (_, one) => (
        <Button size="small" disabled={one.state === "pending"} onClick={() => replaying.mutate(one.id)} data-testid="delivery-replay">
          {words.replay}
        </Button>
      ),
    },
  ];
  const error = query.error ?? replaying.error ?? replayingAll.error;
  return (
    <section>
      <div className="page-head">
        <h2>{words.log}</h2>
        <Space wrap>
          <Select
            allowClear
            placeholder={words.everyone}
            aria-label={words.everyone}
            value={integration}
            onChange={setIntegration}
            options={integrations.map(({ id, name }) => ({ value: id, label: name }))}
            className="integration-choice"
          />
          <Select
            allowClear
            placeholder={words.state}
            aria-label={words.state}
            value={state}
            onChange={setState}
            options={STATES.map((value) => ({ value, label: words.states[value] }))}
            className="integration-choice"
          />
          {integration && (
            <Button onClick={() => replayingAll.mutate(integration)} loading={replayingAll.isPending} data-testid="replay-failed">
              {words.replayFailed}
            </Button>
          )}
        </Space>
      </div>
      {error && <Failure error={error} onRetry={() => void query.refetch()} />}
      <Table<EventDelivery>
        rowKey="id"
        columns={columns}
        dataSource={query.data?.deliveries ?? []}
        loading={query.isPending}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: words.noneTold }}
        onRow={(one) => ({ "data-testid": "delivery-row", "data-state": one.state }) as object}
      />
    </section>
  );
}
