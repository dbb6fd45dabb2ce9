import { EditOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Progress, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { type Colleague, colleaguesQuery } from "../../api/colleagues";
import { Avatar } from "../../components/Avatar";
import { Failure } from "../../components/Failure";
import { RelativeTime } from "../../components/RelativeTime";
import { useText } from "../../i18n/context";
import { useMay } from "../../layout/useMay";
import { OperatorDrawer } from "./OperatorDrawer";

/** Who answers customers: whether they are there, and how much they have of what they can have. */
export function OperatorTable() {
  const text = useText();
  const t = text.groups;
  const may = useMay();
  const query = useQuery(colleaguesQuery);
  const [chosen, choose] = useState<string | null>(null);
  const people = (query.data?.colleagues ?? []).filter(({ answers }) => answers);
  const edited = people.find(({ id }) => id === chosen);
  const columns: TableColumnsType<Colleague> = [
    {
      title: text.users.name,
      render: (_, one) => (
        <div className="user-line">
          <Avatar name={one.name || one.email} picture={one.picture} size={36} />
          <div className="user-name">
            <bdi>{one.name || one.email}</bdi>
            <span className="muted">{one.group ? <bdi>{one.group}</bdi> : t.noGroup}</span>
          </div>
        </div>
      ),
    },
    {
      title: text.presence.column,
      render: (_, one) => (
        <div className="user-name">
          <span className={`presence ${one.presence}`}>{text.presence.names[one.presence]}</span>
          {one.presence === "offline" && one.seen_at && (
            <span className="muted">
              <RelativeTime at={one.seen_at} />
            </span>
          )}
        </div>
      ),
    },
    { title: t.load, render: (_, one) => <Load one={one} /> },
    {
      align: "end",
      render: (_, one) =>
        may("manage") && (
          <Button
            size="small"
            icon={<EditOutlined />}
            onClick={() => choose(one.id)}
            aria-label={t.editOperator(one.name || one.email)}
            title={t.editOperator(one.name || one.email)}
            data-testid="operator-edit"
          />
        ),
    },
  ];
  return (
    <section className="operators">
      <h2>{t.who}</h2>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      <Table<Colleague>
        rowKey="id"
        size="middle"
        columns={columns}
        dataSource={people}
        loading={query.isPending}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        onRow={(one) => ({ "data-testid": `operator-${one.email}`, "data-presence": one.presence }) as object}
      />
      {edited && <OperatorDrawer key={edited.id} operator={edited} onClose={() => choose(null)} />}
    </section>
  );
}

function Load({ one }: { one: Colleague }) {
  const t = useText().groups;
  const { conversations, capacity, offered } = one;
  return (
    <div className="operator-load" data-testid="operator-load">
      {capacity === null ? (
        <span>
          {conversations} <span className="muted">· {t.takesNone}</span>
        </span>
      ) : (
        <>
          <Progress
            size="small"
            percent={capacity ? Math.min(100, Math.round((conversations / capacity) * 100)) : 100}
            format={() => t.ofCapacity(conversations, capacity)}
            status={conversations >= capacity ? "exception" : "normal"}
            aria-label={t.load}
          />
          {offered > 0 && <span className="muted">{t.offered(offered)}</span>}
        </>
      )}
    </div>
  );
}
