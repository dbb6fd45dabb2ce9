import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Select } from "antd";
import { customerTagsQuery, tagCustomer, tagsInUseQuery } from "../../api/people";
import { useErrorText } from "../../components/useErrorText";
import { useText } from "../../i18n/context";
import { useMay } from "../../layout/useMay";

const TAG_CHARS = 40;

/** What operators call the customer. */
export function CustomerTags({ customer, conversation }: { customer: string; conversation: string }) {
  const text = useText();
  const may = useMay();
  const client = useQueryClient();
  const { message } = App.useApp();
  const explain = useErrorText();
  const query = customerTagsQuery(customer, conversation);
  const tags = useQuery(query).data?.tags ?? [];
  const known = useQuery(tagsInUseQuery).data?.tags ?? [];
  const change = useMutation({
    mutationFn: (wanted: string[]) => tagCustomer(customer, wanted),
    onSuccess: (kept) => {
      client.setQueryData(query.queryKey, kept);
      void client.invalidateQueries({ queryKey: tagsInUseQuery.queryKey });
      void client.invalidateQueries({ queryKey: ["inbox-options"] });
    },
    onError: (error) => void message.error(explain(error)),
  });
  if (!may("answer") && !tags.length) return null;
  return (
    <label className="customer-tags">
      <span className="muted">{text.people.tags}</span>
      <Select<string[]>
        mode="tags"
        size="small"
        disabled={!may("answer")}
        value={change.isPending ? change.variables : tags}
        loading={change.isPending}
        maxCount={20}
        placeholder={text.people.addTag}
        options={known.map((value) => ({ value, label: value }))}
        onChange={(wanted) => change.mutate(wanted.map((one) => one.trim().slice(0, TAG_CHARS)).filter(Boolean))}
        data-testid="customer-tags"
      />
    </label>
  );
}
