import { useLayoutEffect, useRef } from "react";
import type { ConversationDetail } from "../../api/types";
import { useText } from "../../i18n/context";
import { EntryLine } from "./EntryLine";
import { MessageBubble } from "./MessageBubble";
import { OutgoingBubble } from "./OutgoingBubble";
import { TurnStrip } from "./TurnStrip";
import { continues, threadParts } from "./thread";
import type { OutgoingReply } from "./useReplies";
import { useCustomerTyping } from "./useTyping";

const NEAR_END_PX = 120;

interface Props {
  detail: ConversationDetail;
  outgoing: OutgoingReply[];
  onRetry(item: OutgoingReply): void;
}

/** The conversation as both sides saw it, with each turn's grades under it; follows the end unless scrolled away. */
export function Thread({ detail, outgoing, onRetry }: Props) {
  const text = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const { messages, turns, conversation } = detail;
  const undelivered = new Map(detail.undelivered.map((one) => [one.message_id, one]));
  const known = new Set(messages.map((message) => message.client_id));
  const unsent = outgoing.filter((item) => !known.has(item.client_id));
  const typing = useCustomerTyping(conversation.id, messages.length);
  const graded = turns.reduce((count, turn) => count + turn.grades.length, 0);
  useLayoutEffect(() => {
    if (following.current && scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [messages.length, unsent.length, graded, detail.entries.length, typing]);
  const onScroll = (): void => {
    const box = scroller.current;
    if (box) following.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
  };
  return (
    <div className="thread" ref={scroller} onScroll={onScroll} role="log" aria-label={text.conversations.title} tabIndex={0}>
      {threadParts(messages, turns, detail.entries).map((part, place, parts) =>
        part.kind === "entry" ? (
          <EntryLine key={part.entry.id} entry={part.entry} all={detail.entries} />
        ) : part.kind === "message" ? (
          <MessageBubble
            key={part.message.id}
            message={part.message}
            continued={continues(parts[place - 1], part.message)}
            operator={conversation.operator}
            undelivered={undelivered.get(part.message.id)}
            conversation={conversation.id}
          />
        ) : (
          <TurnStrip key={part.turn.id} turn={part.turn} index={part.index} />
        ),
      )}
      {unsent.map((item) => (
        <OutgoingBubble key={item.client_id} item={item} onRetry={() => onRetry(item)} />
      ))}
      <p className="typing muted" role="status" data-testid="customer-typing">
        {typing && text.inbox.typing}
      </p>
    </div>
  );
}
