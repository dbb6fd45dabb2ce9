import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Popconfirm, Select, Switch, Typography } from "antd";
import { changeWidget, rotateSecret, type WidgetPage, widgetQuery } from "../../api/widgets";
import { RelativeTime } from "../../components/RelativeTime";
import { useErrorText } from "../../components/useErrorText";
import { useText } from "../../i18n/context";
import { Field } from "../policy/Field";
import { LinesField } from "../style/editing";
import type { Editing } from "./editing";

/** Which sites may carry the widget, who gets its hand-offs, and the secret that signs identities. */
export function SitesForm({ draft, set, page }: Editing) {
  const words = useText().widget;
  return (
    <>
      <LinesField path="sites" label={words.sites} value={draft.sites} set={set} help={words.sitesHelp} testId="widget-sites" />
      <Group page={page} />
      <Secret page={page} />
      <Field path="expiring" label={words.expiring} help={words.expiringHelp}>
        <Switch checked={draft.expiring} onChange={(value) => set("expiring", value)} />
      </Field>
    </>
  );
}

function Group({ page }: { page: WidgetPage }) {
  const words = useText().widget;
  const explain = useErrorText();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (group: string) => changeWidget(page.widget.id, { group }),
    onSuccess: (saved) => client.setQueryData(widgetQuery(page.widget.id).queryKey, saved),
  });
  if (!page.groups.length) return null;
  const options = [{ value: "", label: words.everybody }, ...page.groups.map((value) => ({ value, label: value }))];
  return (
    <label className="policy-field">
      <span>{words.group}</span>
      <Select value={page.group} options={options} loading={change.isPending} onChange={(group) => change.mutate(group)} data-testid="widget-group" />
      <span className="muted policy-help">{words.groupHelp}</span>
      {change.error && <Alert type="error" title={explain(change.error)} />}
    </label>
  );
}

function Secret({ page }: { page: WidgetPage }) {
  const text = useText();
  const words = text.widget;
  const explain = useErrorText();
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: () => rotateSecret(page.widget.id),
    onSuccess: () => client.invalidateQueries({ queryKey: widgetQuery(page.widget.id).queryKey }),
  });
  const button = (
    <Button loading={make.isPending} data-testid="widget-secret-make" {...(page.has_secret ? {} : { onClick: () => make.mutate() })}>
      {page.has_secret ? words.secretReplace : words.secretMake}
    </Button>
  );
  return (
    <div className="policy-field">
      <span>{words.secret}</span>
      <span className="muted policy-help">{words.secretHelp}</span>
      {page.has_secret ? (
        <Popconfirm title={words.secretAsk} okText={words.secretReplace} cancelText={text.common.cancel} onConfirm={() => make.mutate()}>
          {button}
        </Popconfirm>
      ) : (
        button
      )}
      {page.former_secret_until && (
        <span className="muted">
          {words.secretFormer} <RelativeTime at={page.former_secret_until} />
        </span>
      )}
      {make.data && (
        <Alert
          type="success"
          title={text.integrations.once}
          description={
            <Typography.Text copyable code data-testid="widget-secret">
              {make.data.secret}
            </Typography.Text>
          }
        />
      )}
      {make.error && <Alert type="error" title={explain(make.error)} />}
    </div>
  );
}
