import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Popconfirm, Select } from "antd";
import { useState } from "react";
import { leadsQuery, type PersonLead } from "../../api/leads";
import { joinCustomers, partCustomer } from "../../api/people";
import { useErrorText } from "../../components/useErrorText";
import { named, useText } from "../../i18n/context";
import { useMay } from "../../layout/useMay";
import { useLeadsAddress } from "./address";

/** Two leads of one person are made one by hand, and taken apart again; nothing of either is rewritten. */
export function LeadMerging({ lead }: { lead: PersonLead }) {
  const text = useText();
  const may = useMay();
  const client = useQueryClient();
  const { message } = App.useApp();
  const explain = useErrorText();
  const { choose } = useLeadsAddress();
  const [looked, setLooked] = useState("");
  const found = useQuery({ ...leadsQuery({ sort: "newest", q: looked }, 1), enabled: looked.length > 1 }).data?.leads ?? [];
  const others = found.filter(({ id }) => id !== lead.id);
  const told = {
    onError: (error: Error) => void message.error(explain(error)),
    onSuccess: () => choose(null),
    onSettled: () => client.invalidateQueries({ queryKey: ["leads"] }),
  };
  const join = useMutation({ mutationFn: (other: string) => joinCustomers(lead.customer_id, other), ...told });
  const part = useMutation({ mutationFn: partCustomer, ...told });
  const customers = [...new Map(lead.conversations.map((one) => [one.customer_id, one])).values()];
  if (!may("answer")) return null;
  return (
    <section>
      <h2>{text.leads.merging}</h2>
      <p className="muted">{text.leads.mergingHelp}</p>
      <Select<string>
        className="lead-merge"
        showSearch={{ filterOption: false, onSearch: setLooked }}
        value={null}
        placeholder={text.leads.mergeWith}
        loading={join.isPending}
        notFoundContent={looked.length > 1 ? text.leads.none : null}
        options={others.map((one) => ({
          value: one.customer_id,
          label: [one.name ?? text.leads.anonymous, ...one.fields.slice(0, 2).map(({ value }) => value)].join(" · "),
        }))}
        onChange={(other) => join.mutate(other)}
        aria-label={text.leads.mergeWith}
        data-testid="lead-merge"
      />
      {customers.length > 1 && (
        <ul className="lead-customers">
          {customers.map((one) => (
            <li key={one.customer_id}>
              {named(text.channels, one.channel)}
              <Popconfirm title={text.leads.partSure} onConfirm={() => part.mutate(one.customer_id)}>
                <Button size="small" type="link" data-testid="lead-part">
                  {text.leads.part}
                </Button>
              </Popconfirm>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
