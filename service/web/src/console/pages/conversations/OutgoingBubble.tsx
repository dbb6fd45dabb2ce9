import { Button } from "antd";
import { useErrorText } from "../../components/useErrorText";
import { useText } from "../../i18n/context";
import type { OutgoingReply } from "./useReplies";

export function OutgoingBubble({ item, onRetry }: { item: OutgoingReply; onRetry(): void }) {
  const text = useText();
  const explain = useErrorText();
  return (
    <article className="message operator" data-testid="outgoing">
      <div className="bubble faint" dir="auto">
        {item.text}
      </div>
      {item.error ? (
        <div className="delivery bad" role="alert">
          {text.conversations.sendFailed} {explain(item.error)}{" "}
          <Button size="small" type="link" onClick={onRetry} data-testid="reply-retry">
            {text.common.retry}
          </Button>
        </div>
      ) : (
        <div className="delivery muted">{text.conversations.sending}</div>
      )}
    </article>
  );
}
