import { Tag } from "antd";
import type { KnowledgeDocument, Status } from "../../api/types";
import { named, useText } from "../../i18n/context";

const COLOURS: Record<Status, string> = {
  draft: "default",
  in_review: "gold",
  scheduled: "blue",
  published: "green",
  superseded: "default",
  expired: "orange",
  retired: "default",
};

export function StatusTag({ status }: { status: Status }) {
  const text = useText();
  return (
    <Tag color={COLOURS[status]} data-testid="status" data-status={status}>
      {named(text.documents.statuses, status)}
    </Tag>
  );
}

/** Where a document stands: what answers now, what waits, and whom it answers. */
export function Standing({ document }: { document: KnowledgeDocument }) {
  const text = useText();
  const waits = document.latest_version > document.version && document.latest_status !== "superseded";
  return (
    <span className="standing">
      <StatusTag status={document.status} />
      {waits && (
        <Tag color={COLOURS[document.latest_status]}>
          {text.documents.waits(document.latest_version, named(text.documents.statuses, document.latest_status))}
        </Tag>
      )}
      {document.access === "operators" && <Tag color="purple">{text.documents.operatorsOnly}</Tag>}
    </span>
  );
}
