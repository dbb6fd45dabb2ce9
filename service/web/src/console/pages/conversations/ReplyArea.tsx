import { Segmented } from "antd";
import { lazy, Suspense, useState } from "react";
import type { Quote } from "../../api/assist";
import type { ConversationDetail } from "../../api/types";
import { useText } from "../../i18n/context";
import { useMay } from "../../layout/useMay";
import { ReplyBox } from "./ReplyBox";
import { useShortcut } from "./useShortcut";

const NoteBox = lazy(() => import("./NoteBox"));

interface Props {
  detail: ConversationDetail;
  onSend(text: string, sources: Quote[]): void;
}

/** The reply box for whoever holds the conversation, or why there is none; beside it, notes for colleagues. */
export function ReplyArea({ detail, onSend }: Props) {
  const text = useText();
  const may = useMay();
  const [noting, setNoting] = useState(false);
  useShortcut("n", () => setNoting(true));
  useShortcut("r", () => {
    setNoting(false);
    document.querySelector<HTMLElement>('[data-testid="reply-input"]')?.focus();
  });
  const { state, operator } = detail.conversation;
  const explanations = {
    waiting: text.conversations.claimFirst,
    human: text.conversations.claimedBy(operator ?? text.conversations.operator),
    open: text.conversations.agentAnswers,
    closed: text.conversations.isClosed,
  };
  const modes = [
    { value: "reply", label: text.inbox.reply },
    { value: "note", label: text.inbox.note.title },
  ];
  return (
    <footer className={noting ? "reply noting" : "reply"}>
      {may("answer") && (
        <div className="reply-modes">
          <Segmented
            size="small"
            options={modes}
            value={noting ? "note" : "reply"}
            onChange={(value) => setNoting(value === "note")}
            data-testid="reply-modes"
          />
        </div>
      )}
      {noting ? (
        <Suspense fallback={null}>
          <NoteBox id={detail.conversation.id} />
        </Suspense>
      ) : detail.mine ? (
        <ReplyBox detail={detail} onSend={onSend} />
      ) : (
        <span className="muted">{explanations[state]}</span>
      )}
    </footer>
  );
}
