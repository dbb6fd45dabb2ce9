import { DeleteOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Input, Popconfirm, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { deleteDocument } from "../../api/actions";
import { usageQuery, type UseCounts } from "../../api/knowledge";
import { documentsQuery } from "../../api/queries";
import type { KnowledgeDocument } from "../../api/types";
import { Failure } from "../../components/Failure";
import { RelativeTime } from "../../components/RelativeTime";
import { fileSize } from "../../components/formats";
import { useErrorText } from "../../components/useErrorText";
import { useLocalisation } from "../../i18n/context";
import { DaysChoice } from "./DaysChoice";
import { Standing } from "./Standing";
import { UsageCell } from "./UsageCell";
import { useMay } from "../../layout/useMay";

export function DocumentTable() {
  const { text, locale } = useLocalisation();
  const [wanted, setWanted] = useState("");
  const query = useQuery(documentsQuery);
  const remove = useRemoval();
  const may = useMay();
  const [days, setDays] = useState(30);
  const [unused, onlyUnused] = useState(false);
  const usage = useQuery(usageQuery(days)).data;
  const counts = (document: KnowledgeDocument) => usage?.counts[document.id];
  const needle = wanted.trim().toLowerCase();
  const documents = query.data?.documents ?? [];
  const matching = documents.filter(
    (document) =>
      `${document.name}\n${document.title}`.toLowerCase().includes(needle) &&
      !(unused && (document.status !== "published" || counts(document)?.cited)),
  );
  const columns: TableColumnsType<KnowledgeDocument> = [
    { title: text.documents.name, render: (_, document) => <Name document={document} counts={counts(document)} /> },
    {
      title: text.documents.chunks,
      dataIndex: "chunk_count",
      align: "right",
      responsive: ["sm"],
      sorter: (a, b) => a.chunk_count - b.chunk_count,
    },
    {
      title: text.knowledge.usage.cited,
      responsive: ["sm"],
      render: (_, document) => <UsageCell counts={counts(document)} />,
      sorter: (a, b) => (counts(a)?.cited ?? 0) - (counts(b)?.cited ?? 0),
      sortDirections: ["descend", "ascend"],
    },
    {
      title: text.knowledge.usage.badShare,
      align: "right",
      responsive: ["lg"],
      render: (_, document) => badShare(counts(document), locale),
      sorter: (a, b) => (counts(a)?.badly ?? 0) - (counts(b)?.badly ?? 0),
      sortDirections: ["descend", "ascend"],
    },
    {
      title: text.documents.size,
      align: "right",
      responsive: ["md"],
      render: (_, document) => fileSize(document.size_bytes, locale),
      sorter: (a, b) => a.size_bytes - b.size_bytes,
    },
    { title: text.documents.status, responsive: ["sm"], render: (_, document) => <Standing document={document} /> },
    {
      title: text.documents.updated,
      responsive: ["sm"],
      render: (_, document) => <RelativeTime at={document.updated_at} />,
      sorter: (a, b) => a.updated_at.localeCompare(b.updated_at),
    },
    {
      title: <span className="unseen">{text.documents.remove}</span>,
      width: 56,
      render: (_, document) => (
        <Popconfirm
          title={text.documents.removeAsk(document.title || document.name)}
          description={text.documents.removeExplain}
          okText={text.documents.remove}
          okButtonProps={{ danger: true, "data-testid": "delete-confirm" }}
          cancelText={text.common.cancel}
          onConfirm={() => remove.mutateAsync(document).catch(() => undefined)}
        >
          <Button
            type="text"
            danger
            icon={<DeleteOutlined />}
            aria-label={`${text.documents.remove}: ${document.name}`}
            data-testid="delete-document"
          />
        </Popconfirm>
      ),
    },
  ];
  return (
    <>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      <div className="document-filters">
        <Input.Search
          allowClear
          className="document-search"
          placeholder={text.documents.search}
          aria-label={text.documents.search}
          onChange={(event) => setWanted(event.target.value)}
        />
        <DaysChoice days={days} onChange={setDays} />
        <Checkbox checked={unused} onChange={(event) => onlyUnused(event.target.checked)} data-testid="only-unused">
          {text.knowledge.usage.onlyUnused}
        </Checkbox>
      </div>
      {usage && usage.behind > 0 && <p className="muted">{text.knowledge.usage.behind(usage.behind)}</p>}
      <Table<KnowledgeDocument>
        rowKey="id"
        columns={may("curate") ? columns : columns.slice(0, -1)}
        dataSource={matching}
        loading={query.isPending}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        locale={{ emptyText: documents.length ? text.documents.none : text.documents.empty }}
        onRow={(document) => ({ "data-testid": "document-row", "data-name": document.name }) as object}
      />
    </>
  );
}

function badShare(counts: UseCounts | undefined, locale: string): string {
  if (!counts?.cited) return "–";
  return (counts.badly / counts.cited).toLocaleString(locale, { style: "percent", maximumFractionDigits: 0 });
}

function Name({ document, counts }: { document: KnowledgeDocument; counts: UseCounts | undefined }) {
  const { id, name, title } = document;
  return (
    <div className="document-name">
      <Link to={`/documents/${id}`} data-testid="document-link">
        <bdi>{title || name}</bdi>
      </Link>
      <bdi className="muted">{name}</bdi>
      <span className="on-phones">
        <Standing document={document} /> {counts && counts.cited > 0 && <UsageCell counts={counts} />}
      </span>
    </div>
  );
}

function useRemoval() {
  const { text } = useLocalisation();
  const client = useQueryClient();
  const { message } = App.useApp();
  const explain = useErrorText();
  return useMutation({
    mutationFn: (document: KnowledgeDocument) => deleteDocument(document.id),
    onSuccess: (_, document) => void message.success(text.documents.removed(document.title || document.name)),
    onError: (error) => void message.error(explain(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ["documents"] }),
  });
}
