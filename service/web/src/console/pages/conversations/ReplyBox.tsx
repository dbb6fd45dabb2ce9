import { SendOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import type { KeyboardEvent } from "react";
import type { Quote } from "../../api/assist";
import type { ConversationDetail } from "../../api/types";
import { useText } from "../../i18n/context";
import { AllowanceLine } from "./AllowanceLine";
import { DraftSources } from "./assist/DraftSources";
import { lastAskedOf } from "./assist/lastAsked";
import { Rewording } from "./assist/Rewording";
import { Suggestions } from "./assist/Suggestions";
import { CannedMenu } from "./CannedMenu";
import { ReplyFiles } from "./ReplyFiles";
import { useCanned } from "./useCanned";
import { useDraft } from "./useDraft";
import { useTellTyping } from "./useTyping";

interface Props {
  detail: ConversationDetail;
  onSend(text: string, sources: Quote[]): void;
}

export function ReplyBox({ detail, onSend }: Props) {
  const text = useText();
  const { allowance } = detail;
  const { id } = detail.conversation;
  const telling = useTellTyping(id);
  const { draft, sources, write, insert, withoutSources } = useDraft(id);
  const canned = useCanned(detail, draft, write);
  const lastAsked = lastAskedOf(detail);
  const over = allowance?.over ?? false;
  const send = (): void => {
    if (over || !draft.trim()) return;
    onSend(draft.trim(), sources);
    write("");
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (canned.onKey(event)) return;
    // Enter that picks a word of an input method must not send; Safari reports it by key code 229 only.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };
  return (
    <>
      <Suggestions id={id} lastAsked={lastAsked} draft={sources.length ? "" : draft} onInsert={insert} />
      {canned.open && <CannedMenu replies={canned.replies} chosen={canned.chosen} onPick={canned.pick} />}
      <DraftSources sources={sources} onRemove={withoutSources} />
      {allowance && <AllowanceLine allowance={allowance} draft={draft} />}
      <ReplyFiles id={id} disabled={over} />
      <Input.TextArea
        value={draft}
        dir="auto"
        autoFocus
        autoSize={{ minRows: 1, maxRows: 8 }}
        maxLength={4000}
        aria-label={text.conversations.replyLabel}
        placeholder={text.conversations.replyHint}
        aria-controls={canned.open ? "canned-menu" : undefined}
        aria-activedescendant={canned.open && canned.replies.length ? `canned-${canned.chosen}` : undefined}
        onChange={(event) => {
          write(event.target.value);
          if (event.target.value.trim()) telling();
        }}
        onKeyDown={onKeyDown}
        data-testid="reply-input"
      />
      <Rewording id={id} lastAsked={lastAsked} draft={draft} onDraft={write} />
      <Button type="primary" icon={<SendOutlined />} disabled={over || !draft.trim()} onClick={send} data-testid="reply-send">
        {text.conversations.send}
      </Button>
    </>
  );
}
