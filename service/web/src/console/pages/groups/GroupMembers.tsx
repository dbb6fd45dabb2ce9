import { useQuery } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { colleaguesQuery } from "../../api/colleagues";
import type { GroupDraft } from "../../api/groups";
import { useText } from "../../i18n/context";
import { Field } from "../policy/Field";

/** How a group is called, and who is in it. */
export function GroupMembers({ draft, onDraft }: { draft: GroupDraft; onDraft(change: Partial<GroupDraft>): void }) {
  const t = useText().groups;
  const people = (useQuery(colleaguesQuery).data?.colleagues ?? []).filter(
    ({ answers, id }) => answers || draft.members.includes(id),
  );
  return (
    <>
      <Field path="name" label={t.name}>
        <Input
          value={draft.name}
          maxLength={100}
          onChange={(event) => onDraft({ name: event.target.value })}
          data-testid="group-name"
        />
      </Field>
      <Field path="members" label={t.memberField} help={t.membersHelp}>
        <Select<string[]>
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          value={draft.members}
          options={people.map(({ id, name, email, group }) => ({
            value: id,
            label: draft.members.includes(id) || !group ? name || email : `${name || email} · ${group}`,
          }))}
          onChange={(members) => onDraft({ members })}
          data-testid="group-members"
        />
      </Field>
    </>
  );
}
