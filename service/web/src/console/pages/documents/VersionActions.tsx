import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { act } from "../../api/actions";
import type { LifecycleAction, Status, Version } from "../../api/types";
import { named, useText } from "../../i18n/context";
import { NotedAction } from "./NotedAction";
import { useChange } from "./useChange";
import { ValidityForm } from "./ValidityForm";

/** What each status lets people do, the likeliest first. The server has the last word. */
const POSSIBLE: Record<Status, LifecycleAction[]> = {
  draft: ["submit", "publish", "retire"],
  in_review: ["publish", "send_back", "retire"],
  scheduled: ["retire"],
  published: ["retire"],
  superseded: ["roll_back", "retire"],
  expired: ["roll_back", "retire"],
  retired: ["roll_back"],
};
const WAITS: Status[] = ["draft", "in_review"];

export function VersionActions({ documentId, version }: { documentId: string; version: Version }) {
  const text = useText();
  const [editing, edit] = useState(false);
  const step = useChange<{ action: LifecycleAction; note?: string }, Version>(
    ({ action, note }) => act(documentId, version.version, action, version.status, note),
    (done) => text.documents.acted(done.version, named(text.documents.statuses, done.status)),
  );
  const asks: Partial<Record<LifecycleAction, string>> = {
    roll_back: text.documents.rollBackAsk,
    send_back: text.knowledge.review.sendBackAsk,
    retire: version.status === "published" ? text.documents.retireAsk : text.knowledge.review.retireAsk,
  };
  const waits = WAITS.includes(version.status);
  return (
    <div className="version-actions">
      {POSSIBLE[version.status].map((action) => {
        const question = asks[action];
        const pending = step.isPending && step.variables.action === action;
        return question ? (
          <NotedAction
            key={action}
            action={action}
            question={question}
            pending={pending}
            disabled={step.isPending}
            onAct={(note) => step.mutate({ action, note })}
          />
        ) : (
          <Button
            key={action}
            size="small"
            type={action === "publish" ? "primary" : "default"}
            loading={pending}
            disabled={step.isPending}
            onClick={() => step.mutate({ action })}
            data-testid={`act-${action}`}
          >
            {named(text.documents.actions, action)}
          </Button>
        );
      })}
      <Button size="small" onClick={() => edit(!editing)} data-testid="edit-validity">
        {waits ? text.knowledge.review.schedule : text.documents.setValidity}
      </Button>
      {waits && (
        <Link to={`/documents?tab=search&draft=${documentId}&version=${version.version}`} data-testid="try-version">
          {text.knowledge.review.tryIt}
        </Link>
      )}
      {editing && (
        <ValidityForm documentId={documentId} version={version} publishes={waits} onDone={() => edit(false)} />
      )}
    </div>
  );
}
