import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Table, Tag, type TableColumnsType } from "antd";
import { useState } from "react";
import { meQuery } from "../api/queries";
import { type Linked, type User, usersQuery } from "../api/team";
import { Avatar } from "../components/Avatar";
import { Failure } from "../components/Failure";
import { RelativeTime } from "../components/RelativeTime";
import { useMedia } from "../components/useMedia";
import { useText } from "../i18n/context";
import { InviteForm } from "./users/InviteForm";
import { LinkShown } from "./users/LinkShown";
import { RoleSelect } from "./users/RoleSelect";
import { UserActions } from "./users/UserActions";
import { UserState } from "./users/UserState";

/** Who works here: invited, given a role, disabled. */
export default function Users() {
  const text = useText();
  const t = text.users;
  const query = useQuery(usersQuery);
  const me = useQuery(meQuery).data;
  const phone = useMedia("(max-width: 575px)");
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<Linked | null>(null);
  const columns: TableColumnsType<User> = [
    {
      title: t.name,
      render: (_, user) => (
        <div className="user-line">
          <Avatar name={user.name || user.email} picture={user.picture} size={36} />
          <div className="user-name">
          <bdi>
            {user.name} {user.email === me?.email && <Tag>{t.you}</Tag>}
          </bdi>
          <bdi className="muted">{user.email}</bdi>
          {phone && (
            <>
              <UserState user={user} />
              <RoleSelect user={user} />
            </>
          )}
          </div>
        </div>
      ),
    },
    { title: t.role, hidden: phone, render: (_, user) => <RoleSelect user={user} /> },
    { title: t.group, responsive: ["lg"], render: (_, user) => (user.group ? <bdi>{user.group}</bdi> : "–") },
    { title: t.seen, responsive: ["md"], render: (_, user) => (user.logged_in_at ? <RelativeTime at={user.logged_in_at} /> : text.common.never) },
    { hidden: phone, render: (_, user) => <UserState user={user} /> },
    { align: "end", render: (_, user) => <UserActions user={user} own={user.email === me?.email} onLink={setLink} /> },
  ];
  return (
    <div className="page" data-testid="users">
      <div className="page-head">
        <div>
          <h1>{t.title}</h1>
          <p className="muted">{t.intro}</p>
        </div>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setInviting(true)} data-testid="invite">
          {t.invite}
        </Button>
      </div>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      <Table<User>
        rowKey="id"
        columns={columns}
        dataSource={query.data?.users ?? []}
        loading={query.isPending}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        onRow={(user) => ({ "data-testid": `user-${user.email}` }) as object}
      />
      {inviting && (
        <InviteForm
          onClose={() => setInviting(false)}
          onInvited={(made) => {
            setInviting(false);
            setLink(made);
          }}
        />
      )}
      {link && <LinkShown link={link} onClose={() => setLink(null)} onLink={setLink} />}
    </div>
  );
}
