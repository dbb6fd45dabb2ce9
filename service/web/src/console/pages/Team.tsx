import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Empty } from "antd";
import { useState } from "react";
import { groupsQuery } from "../api/groups";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { useText } from "../i18n/context";
import { Allowed } from "../layout/Allowed";
import { ArchivedGroups } from "./groups/ArchivedGroups";
import { GroupCard } from "./groups/GroupCard";
import { GroupEditor } from "./groups/GroupEditor";
import { NewGroup } from "./groups/NewGroup";
import { OperatorTable } from "./groups/OperatorTable";

/** Who gets what is handed over to people: groups with their rules, and how much each operator has now. */
export default function Team() {
  const t = useText().groups;
  const query = useQuery(groupsQuery);
  const [chosen, choose] = useState<string | null>(null);
  const [adding, add] = useState(false);
  const groups = query.data?.groups ?? [];
  const edited = groups.find(({ id }) => id === chosen);
  return (
    <div className="page" data-testid="team">
      <div className="page-head">
        <div>
          <h1>{t.title}</h1>
          <p className="muted">{t.intro}</p>
        </div>
        <Allowed right="manage">
          <Button type="primary" icon={<PlusOutlined />} onClick={() => add(true)} data-testid="group-add">
            {t.add}
          </Button>
        </Allowed>
      </div>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {query.data && groups.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t.none} />}
      <div className="group-cards">
        {groups.map((group) => (
          <GroupCard key={group.id} group={group} onEdit={() => choose(group.id)} />
        ))}
      </div>
      <ArchivedGroups />
      <OperatorTable />
      {adding && (
        <NewGroup
          onClose={() => add(false)}
          onMade={(made) => {
            add(false);
            choose(made.id);
          }}
        />
      )}
      {query.data && edited && (
        <GroupEditor key={edited.id} group={edited} page={query.data} onClose={() => choose(null)} />
      )}
    </div>
  );
}
