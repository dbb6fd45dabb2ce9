import { SendOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { type KeyboardEvent, useState } from "react";
import { store, stored, usable } from "../../../shared/browserStorage";
import type { Allowance } from "../../api/types";
import { useText } from "../../i18n/context";
import { AllowanceLine } from "./AllowanceLine";

/** What is half written survives a look at another conversation. */
const draftKey = (id: string): string => `turnwise-console:draft:${id}`;

interface Props {
  id: string;
  /** What the platform still takes; null where it sets no limit. */
  allowance: Allowance | null;
  onSend(text: string): void;
}

export function ReplyBox({ id, allowance, onSend }: Props) {
  const text = useText();
  const [draft, setDraft] = useState(() => stored("sessionStorage", draftKey(id)) ?? "");
  const write = (value: string): void => {
    setDraft(value);
    store(usable("sessionStorage"), draftKey(id), value);
  };
  const over = allowance?.over ?? false;
  const send = (): void => {
    if (over || !draft.trim()) return;
    onSend(draft.trim());
    write("");
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter that picks a word of an input method must not send; Safari reports it by key code 229 only.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };
  return (
    <footer className="reply">
      {allowance && <AllowanceLine allowance={allowance} draft={draft} />}
      <Input.TextArea
        value={draft}
        dir="auto"
        autoFocus
        autoSize={{ minRows: 1, maxRows: 8 }}
        maxLength={4000}
        aria-label={text.conversations.replyLabel}
        placeholder={text.conversations.replyHint}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
        data-testid="reply-input"
      />
      <Button type="primary" icon={<SendOutlined />} disabled={over || !draft.trim()} onClick={send} data-testid="reply-send">
        {text.conversations.send}
      </Button>
    </footer>
  );
}
