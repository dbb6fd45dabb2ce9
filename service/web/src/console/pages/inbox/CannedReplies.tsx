import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Popconfirm, Table } from "antd";
import { useState } from "react";
import { cannedQuery, removeCanned, type Canned } from "../../api/desk";
import { Failure } from "../../components/Failure";
import { languageName } from "../../components/formats";
import { useErrorText } from "../../components/useErrorText";
import { useLocalisation } from "../../i18n/context";
import { useMay } from "../../layout/useMay";
import { CannedDrawer } from "./CannedDrawer";

/** Everybody's ready replies and one's own; each is changed by whom it belongs to. */
export function CannedReplies() {
  const { text, locale } = useLocalisation();
  const t = text.inbox.canned;
  const may = useMay();
  const client = useQueryClient();
  const { message } = App.useApp();
  const explain = useErrorText();
  const query = useQuery(cannedQuery);
  const [edited, setEdited] = useState<Canned | "new" | null>(null);
  const removing = useMutation({
    mutationFn: removeCanned,
    onError: (error) => void message.error(explain(error)),
    onSettled: () => client.invalidateQueries({ queryKey: cannedQuery.queryKey }),
  });
  const share = may("monitor");
  const mayChange = (reply: Canned): boolean => (reply.own ? may("answer") : share);
  return (
    <section>
      <div className="page-head">
        <h2>{t.title}</h2>
        {(share || may("answer")) && (
          <Button icon={<PlusOutlined />} onClick={() => setEdited("new")} data-testid="canned-add">
            {t.add}
          </Button>
        )}
      </div>
      <p className="muted">{t.intro}</p>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      <Table<Canned>
        rowKey="id"
        size="small"
        loading={query.isPending}
        dataSource={query.data?.replies ?? []}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        scroll={{ x: true }}
        data-testid="canned-table"
        columns={[
          { title: t.shortcut, dataIndex: "shortcut", render: (shortcut: string) => <strong>/{shortcut}</strong> },
          { title: t.text, dataIndex: "text", render: (words: string) => <span className="canned-text" dir="auto">{words}</span> },
          { title: t.language, dataIndex: "language", render: (code: string | null) => (code ? languageName(code, locale) : t.anyLanguage) },
          { title: t.whose, dataIndex: "own", render: (own: boolean) => (own ? t.own : t.everybody) },
          {
            key: "act",
            render: (_, reply) =>
              mayChange(reply) && (
                <>
                  <Button type="link" size="small" onClick={() => setEdited(reply)}>
                    {t.edit}
                  </Button>
                  <Popconfirm title={t.removeAsk} okText={t.remove} cancelText={text.common.cancel} onConfirm={() => removing.mutateAsync(reply)}>
                    <Button type="link" size="small" danger>
                      {t.remove}
                    </Button>
                  </Popconfirm>
                </>
              ),
          },
        ]}
      />
      {edited && (
        <CannedDrawer reply={edited === "new" ? null : edited} mayShare={share} mayOwn={may("answer")} onClose={() => setEdited(null)} />
      )}
    </section>
  );
}
