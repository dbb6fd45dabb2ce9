import { SendOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { type KeyboardEvent, useState } from "react";
import { store, stored, usable } from "../../../shared/browserStorage";
import { useText } from "../../i18n/context";

/** What is half written survives a look at another conversation. */
const draftKey = (id: string): string => `turnwise-console:draft:${id}`;

export function ReplyBox({ id, onSend }: { id: string; onSend(text: string): void }) {
  const text = useText();
  const [draft, setDraft] = useState(() => stored("sessionStorage", draftKey(id)) ?? "");
  const write = (value: string): void => {
    setDraft(value);
    store(usable("sessionStorage"), draftKey(id), value);
  };
  const send = (): void => {
    if (!draft.trim()) return;
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
      <Button type="primary" icon={<SendOutlined />} disabled={!draft.trim()} onClick={send} data-testid="reply-send">
        {text.conversations.send}
      </Button>
    </footer>
  );
}
