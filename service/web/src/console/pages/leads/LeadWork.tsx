import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Select } from "antd";
import { colleaguesQuery } from "../../api/colleagues";
import { giveLead, tagLead, tagsQuery, type PersonLead } from "../../api/leads";
import { useErrorText } from "../../components/useErrorText";
import { useText } from "../../i18n/context";
import { useMay } from "../../layout/useMay";
import { StageSelect } from "./StageSelect";

const TAG_CHARS = 40;

/** What operators say of a lead: how far it is, whose it is, and what they call it. */
export function LeadWork({ lead }: { lead: PersonLead }) {
  const text = useText();
  const may = useMay();
  const client = useQueryClient();
  const { message } = App.useApp();
  const explain = useErrorText();
  const colleagues = (useQuery(colleaguesQuery).data?.colleagues ?? []).filter(({ answers }) => answers);
  const tags = useQuery(tagsQuery).data?.tags ?? [];
  const told = {
    onError: (error: Error) => void message.error(explain(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ["leads"] }),
  };
  const give = useMutation({ mutationFn: (operator: string | null) => giveLead(lead.id, operator), ...told });
  const tag = useMutation({ mutationFn: (wanted: string[]) => tagLead(lead.id, wanted), ...told });
  const people = colleagues.map(({ email, name }) => ({ value: email, label: name || email }));
  const known = lead.operator && !people.some(({ value }) => value === lead.operator);
  return (
    <section className="lead-work">
      <label>
        <span className="muted">{text.leads.stage}</span>
        <StageSelect lead={lead} />
      </label>
      <label>
        <span className="muted">{text.leads.operator}</span>
        <Select<string | null>
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          disabled={!may("answer")}
          value={give.isPending ? give.variables : lead.operator}
          loading={give.isPending}
          placeholder={text.leads.nobodys}
          options={known ? [...people, { value: lead.operator ?? "", label: lead.operator ?? "" }] : people}
          onChange={(operator) => give.mutate(operator ?? null)}
          data-testid="lead-operator"
        />
      </label>
      <label>
        <span className="muted">{text.leads.tags}</span>
        <Select<string[]>
          mode="tags"
          disabled={!may("answer")}
          value={tag.isPending ? tag.variables : lead.tags}
          loading={tag.isPending}
          maxCount={20}
          placeholder={text.leads.addTag}
          options={tags.map((value) => ({ value, label: value }))}
          onChange={(wanted) => tag.mutate(wanted.map((one) => one.trim().slice(0, TAG_CHARS)).filter(Boolean))}
          data-testid="lead-tags"
        />
      </label>
    </section>
  );
}
