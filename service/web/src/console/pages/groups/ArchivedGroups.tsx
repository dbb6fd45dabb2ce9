import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Popconfirm } from "antd";
import { archivedQuery, archiveGroup, type Group, removeGroup } from "../../api/groups";
import { Failure } from "../../components/Failure";
import { RelativeTime } from "../../components/RelativeTime";
import { useText } from "../../i18n/context";
import { Allowed } from "../../layout/Allowed";

/** Groups that take nothing any more, folded away; there is nothing where there are none. */
export function ArchivedGroups() {
  const text = useText();
  const t = text.groups;
  const client = useQueryClient();
  const { message } = App.useApp();
  const groups = useQuery(archivedQuery).data?.groups ?? [];
  const settled = (told: string) => async () => {
    await client.invalidateQueries({ queryKey: ["team"] });
    void message.success(told);
  };
  const restore = useMutation({ mutationFn: ({ id }: Group) => archiveGroup(id, false), onSuccess: settled(t.restored) });
  const remove = useMutation({ mutationFn: ({ id }: Group) => removeGroup(id), onSuccess: settled(t.removed) });
  const error = restore.error ?? remove.error;
  if (!groups.length) return null;
  return (
    <details className="archived-groups" data-testid="archived-groups">
      <summary>{t.archivedGroups(groups.length)}</summary>
      {error && <Failure error={error} />}
      <ul>
        {groups.map((group) => (
          <li key={group.id} className="panel" data-testid="archived-group">
            <div className="user-name">
              <bdi>{group.name}</bdi>
              {group.archived_at && (
                <span className="muted">
                  {t.archived} <RelativeTime at={group.archived_at} />
                </span>
              )}
            </div>
            <Allowed right="manage">
              <Button size="small" loading={restore.isPending} onClick={() => restore.mutate(group)} data-testid="group-restore">
                {t.restore}
              </Button>
              {!group.used && (
                <Popconfirm
                  title={t.removeAsk(group.name)}
                  onConfirm={() => remove.mutate(group)}
                  okText={t.remove}
                  okButtonProps={{ danger: true }}
                  cancelText={text.common.cancel}
                >
                  <Button size="small" danger>
                    {t.remove}
                  </Button>
                </Popconfirm>
              )}
            </Allowed>
          </li>
        ))}
      </ul>
    </details>
  );
}
