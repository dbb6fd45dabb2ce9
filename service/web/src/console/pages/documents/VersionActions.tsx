import { Button, Popconfirm } from "antd";
import { useState } from "react";
import { act } from "../../api/actions";
import type { LifecycleAction, Status, Version } from "../../api/types";
import { named, useText } from "../../i18n/context";
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

export function VersionActions({ documentId, version }: { documentId: string; version: Version }) {
  const text = useText();
  const [editing, edit] = useState(false);
  const step = useChange<LifecycleAction, Version>(
    (action) => act(documentId, version.version, action, version.status),
    (done) => text.documents.acted(done.version, named(text.documents.statuses, done.status)),
  );
  const asks: Partial<Record<LifecycleAction, string>> = {
    roll_back: text.documents.rollBackAsk,
    ...(version.status === "published" && { retire: text.documents.retireAsk }),
  };
  return (
    <div className="version-actions">
      {POSSIBLE[version.status].map((action) => {
        const question = asks[action];
        const button = (
          <Button
            size="small"
            type={action === "publish" ? "primary" : "default"}
            danger={action === "retire"}
            loading={step.isPending && step.variables === action}
            disabled={step.isPending}
            onClick={question ? undefined : () => step.mutate(action)}
            data-testid={`act-${action}`}
          >
            {named(text.documents.actions, action)}
          </Button>
        );
        return question ? (
          <Popconfirm
            key={action}
            title={question}
            okText={named(text.documents.actions, action)}
            okButtonProps={{ "data-testid": "act-confirm" }}
            cancelText={text.common.cancel}
            onConfirm={() => step.mutate(action)}
          >
            {button}
          </Popconfirm>
        ) : (
          <span key={action}>{button}</span>
        );
      })}
      <Button size="small" onClick={() => edit(!editing)} data-testid="edit-validity">
        {text.documents.setValidity}
      </Button>
      {editing && <ValidityForm documentId={documentId} version={version} onDone={() => edit(false)} />}
    </div>
  );
}
