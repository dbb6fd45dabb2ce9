import { Button, Input, Popconfirm } from "antd";
import { useState } from "react";
import type { LifecycleAction } from "../../api/types";
import { named, useText } from "../../i18n/context";

interface Props {
  action: LifecycleAction;
  question: string;
  pending: boolean;
  disabled: boolean;
  onAct(note: string): void;
}

/** A step that is asked about first, with a note for the history. */
export function NotedAction({ action, question, pending, disabled, onAct }: Props) {
  const text = useText();
  const [note, setNote] = useState("");
  const name = named(text.documents.actions, action);
  return (
    <Popconfirm
      title={question}
      description={
        <Input.TextArea
          value={note}
          maxLength={1000}
          autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={(event) => setNote(event.target.value)}
          placeholder={text.knowledge.review.note}
          aria-label={text.knowledge.review.note}
          data-testid="act-note"
        />
      }
      okText={name}
      okButtonProps={{ "data-testid": "act-confirm" }}
      cancelText={text.common.cancel}
      onConfirm={() => onAct(note.trim())}
    >
      <Button size="small" danger={action === "retire"} loading={pending} disabled={disabled} data-testid={`act-${action}`}>
        {name}
      </Button>
    </Popconfirm>
  );
}
