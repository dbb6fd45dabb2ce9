import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Drawer, Popconfirm } from "antd";
import { useMemo, useState } from "react";
import { archiveGroup, type Group, type Groups, groupsQuery, removeGroup, saveGroup } from "../../api/groups";
import { Failure } from "../../components/Failure";
import { useErrorText } from "../../components/useErrorText";
import { useText } from "../../i18n/context";
import { ProblemsContext } from "../policy/context";
import type { SetValue } from "../policy/DocumentEditor";
import { explained, withValue } from "../policy/draft";
import { useUnsaved } from "../policy/useUnsaved";
import { GroupHours } from "./GroupHours";
import { GroupLimit } from "./GroupLimit";
import { GroupMembers } from "./GroupMembers";
import { GroupStrategy } from "./GroupStrategy";
import { GroupTakes } from "./GroupTakes";

interface Props {
  group: Group;
  page: Groups;
  onClose(): void;
}

const draftOf = ({ name, members, routing }: Group) => ({ name, members: members.map(({ id }) => id), routing });

/** A group as a form: saved as a whole, each mistake at its field. */
export function GroupEditor({ group, page, onClose }: Props) {
  const text = useText();
  const t = text.groups;
  const client = useQueryClient();
  const explain = useErrorText();
  const { message } = App.useApp();
  const [basis, setBasis] = useState({ number: page.number, draft: draftOf(group) });
  const [draft, setDraft] = useState(basis.draft);
  const changed = draft !== basis.draft;
  useUnsaved(changed);
  const settled = () => client.invalidateQueries({ queryKey: ["colleagues"] });
  const save = useMutation({
    mutationFn: () => saveGroup(group.id, draft, basis.number),
    onSuccess: (saved) => {
      client.setQueryData(groupsQuery.queryKey, saved);
      void settled();
      void message.success(t.saved);
      onClose();
    },
  });
  const goneWith = (told: string) => () => {
    void client.invalidateQueries({ queryKey: groupsQuery.queryKey });
    void settled();
    void message.success(told);
    onClose();
  };
  const remove = useMutation({ mutationFn: () => removeGroup(group.id), onSuccess: goneWith(t.removed) });
  const archive = useMutation({ mutationFn: () => archiveGroup(group.id, true), onSuccess: goneWith(t.archived) });
  const refused = archive.error ?? remove.error;
  const overtaken = page.number > basis.number;
  const problems = useMemo(
    () => explained(save.error, { ...text.policy.problems, ...t.problems }),
    [save.error, text.policy.problems, t.problems],
  );
  const set: SetValue = (path, value) => setDraft((before) => ({ ...before, routing: withValue(before.routing, path, value) }));
  const startAnew = (): void => {
    const next = draftOf(group);
    setBasis({ number: page.number, draft: next });
    setDraft(next);
    save.reset();
  };
  const { routing } = draft;
  return (
    <Drawer
      open
      onClose={onClose}
      size="min(720px, 100vw)"
      title={<bdi>{group.name}</bdi>}
      mask={{ closable: !changed }}
      footer={
        <div className="group-footer">
          <Popconfirm
            title={t.archiveAsk(group.name)}
            description={<p className="group-asked">{t.archiveExplain(group.members.length, group.waiting)}</p>}
            onConfirm={() => archive.mutate()}
            okText={t.archive}
            okButtonProps={{ "data-testid": "group-archive-confirm" }}
            cancelText={text.common.cancel}
          >
            <Button loading={archive.isPending} data-testid="group-archive">
              {t.archive}
            </Button>
          </Popconfirm>
          {!group.used && (
            <Popconfirm
              title={t.removeAsk(group.name)}
              description={t.removeExplain}
              onConfirm={() => remove.mutate()}
              okText={t.remove}
              okButtonProps={{ danger: true, "data-testid": "group-remove-confirm" }}
              cancelText={text.common.cancel}
            >
              <Button danger loading={remove.isPending} data-testid="group-remove">
                {t.remove}
              </Button>
            </Popconfirm>
          )}
          <span className="spacer" />
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button type="primary" disabled={!changed} loading={save.isPending} onClick={() => save.mutate()} data-testid="group-save">
            {t.save}
          </Button>
        </div>
      }
    >
      <div className="group-form" data-testid="group-editor">
        {refused && <Failure error={refused} />}
        {save.error && (
          <Alert
            type="error"
            showIcon
            className="failure"
            title={problems.length ? text.policy.notSaved(problems.length) : explain(save.error)}
            action={overtaken && <Button size="small" onClick={startAnew}>{t.startAnew}</Button>}
            data-testid="group-error"
          />
        )}
        <ProblemsContext.Provider value={problems}>
          <GroupMembers draft={draft} onDraft={(change) => setDraft((before) => ({ ...before, ...change }))} />
          <GroupTakes routing={routing} accounts={group.accounts} set={set} />
          <GroupStrategy routing={routing} set={set} />
          <GroupLimit routing={routing} others={page.groups.filter(({ id }) => id !== group.id)} set={set} />
          <GroupHours routing={routing} set={set} />
        </ProblemsContext.Provider>
      </div>
    </Drawer>
  );
}
