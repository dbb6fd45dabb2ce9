import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Popconfirm, Typography } from "antd";
import { removeWidget, type WidgetPage, widgetsQuery } from "../../api/widgets";
import { useErrorText } from "../../components/useErrorText";
import { useText } from "../../i18n/context";

/** What goes into the site's pages: the tag, the address of the chat as a page, the frame, and the security policy. */
export function InstallCard({ page, publicUrl }: { page: WidgetPage; publicUrl: string }) {
  const text = useText();
  const words = text.widget;
  const explain = useErrorText();
  const client = useQueryClient();
  const server = publicUrl || window.location.origin;
  const { widget } = page;
  const account = widget.first ? "" : ` data-account="${widget.key}"`;
  const chat = `${server}/chat${widget.first ? "" : `/${widget.key}`}`;
  const remove = useMutation({
    mutationFn: () => removeWidget(widget.id),
    onSuccess: () => client.invalidateQueries({ queryKey: widgetsQuery.queryKey }),
  });
  const snippets: [key: keyof typeof words.snippets, code: string][] = [
    ["tag", `<script src="${server}/widget.js"${account} data-language="auto" defer></script>`],
    ["link", chat],
    ["frame", `<iframe src="${chat}" title="${words.chatTitle}" width="400" height="640"></iframe>`],
    ["policy", `script-src ${server}; connect-src ${server}; img-src ${server}`],
  ];
  return (
    <div className="widget-install">
      {snippets.map(([key, code]) => (
        <section key={key}>
          <h3>{words.snippets[key]}</h3>
          <Typography.Paragraph copyable={{ text: code }} code data-testid={`widget-snippet-${key}`}>
            {code}
          </Typography.Paragraph>
          <p className="muted">{words.snippetHelp[key]}</p>
        </section>
      ))}
      {!widget.first && (
        <Popconfirm title={words.removeAsk} okText={words.removeWidget} cancelText={text.common.cancel} onConfirm={() => remove.mutate()}>
          <Button danger loading={remove.isPending} data-testid="widget-remove">
            {words.removeWidget}
          </Button>
        </Popconfirm>
      )}
      {remove.error && <Alert type="error" className="failure" title={explain(remove.error)} />}
    </div>
  );
}
