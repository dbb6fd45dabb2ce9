import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Drawer, InputNumber } from "antd";
import { useMemo, useState } from "react";
import type { Colleague } from "../../api/colleagues";
import { changeOperator } from "../../api/groups";
import { Failure } from "../../components/Failure";
import { useText } from "../../i18n/context";
import { ProblemsContext } from "../policy/context";
import { explained, withValue } from "../policy/draft";
import { Field } from "../policy/Field";
import { TopicFields } from "./TopicFields";

/** What one operator is given, where that differs from their group. */
export function OperatorDrawer({ operator, onClose }: { operator: Colleague; onClose(): void }) {
  const text = useText();
  const t = text.groups;
  const client = useQueryClient();
  const { message } = App.useApp();
  const [own, setOwn] = useState({
    capacity: operator.own_capacity,
    skills: operator.skills,
    languages: operator.languages,
  });
  const set = (path: string, value: unknown): void => setOwn((before) => withValue(before, path, value));
  const save = useMutation({
    mutationFn: () => changeOperator(operator.id, own),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["colleagues"] });
      void message.success(t.saved);
      onClose();
    },
  });
  const problems = useMemo(() => explained(save.error, text.policy.problems), [save.error, text.policy.problems]);
  return (
    <Drawer open onClose={onClose} size="min(460px, 100vw)" title={t.editOperator(operator.name || operator.email)}>
      <ProblemsContext.Provider value={problems}>
        {save.error && !problems.length && <Failure error={save.error} />}
        <Field path="capacity" label={t.ownCapacity} help={t.ownCapacityHelp}>
          <InputNumber value={own.capacity} min={0} onChange={(value) => set("capacity", value)} data-testid="operator-capacity" />
        </Field>
        <TopicFields {...own} skillsHelp={t.ownSkillsHelp} languagesHelp={t.ownLanguagesHelp} set={set} />
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate()} data-testid="operator-save">
          {t.save}
        </Button>
      </ProblemsContext.Provider>
    </Drawer>
  );
}
