import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Select } from "antd";
import { setStage, STAGES, type PersonLead, type Stage } from "../../api/leads";
import { useErrorText } from "../../components/useErrorText";
import { named, useText } from "../../i18n/context";
import { useMay } from "../../layout/useMay";

/** How far the lead has come; changing it is kept with who did. */
export function StageSelect({ lead }: { lead: PersonLead }) {
  const text = useText();
  const may = useMay();
  const client = useQueryClient();
  const { message } = App.useApp();
  const explain = useErrorText();
  const move = useMutation({
    mutationFn: (stage: Stage) => setStage(lead.id, stage),
    onSuccess: () => void message.success(text.leads.moved),
    onError: (error) => void message.error(explain(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ["leads"] }),
  });
  return (
    <Select<Stage>
      size="small"
      className="lead-stage"
      value={move.isPending ? move.variables : lead.stage}
      loading={move.isPending}
      disabled={!may("answer")}
      aria-label={text.leads.stage}
      title={lead.stage_by ?? ""}
      options={STAGES.map((value) => ({ value, label: named(text.leads.stages, value) }))}
      onChange={(stage) => move.mutate(stage)}
      data-testid="lead-stage"
    />
  );
}
