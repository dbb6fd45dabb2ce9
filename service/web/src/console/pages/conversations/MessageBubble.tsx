import { Tag } from "antd";
import type { Message } from "../../../shared/contract";
import type { Undelivered } from "../../api/types";
import { Avatar } from "../../components/Avatar";
import { RelativeTime } from "../../components/RelativeTime";
import { useText } from "../../i18n/context";
import { Attachments } from "./Attachments";
import { DeliveryMark } from "./DeliveryMark";
import { Said } from "./Said";
import { Sources } from "./Sources";
import { UndeliveredNote } from "./UndeliveredNote";

interface Props {
  message: Message;
  /** It follows another one of the same side. */
  continued: boolean;
  operator: string | null;
  /** Where it did not arrive, or an operator had to decide about it. */
  undelivered: Undelivered | undefined;
  conversation: string;
}

export function MessageBubble({ message, continued, operator, undelivered, conversation }: Props) {
  const text = useText();
  const name =
    message.role === "operator"
      ? (message.author?.name ?? operator ?? text.conversations.operator)
      : text.conversations[message.role];
  return (
    <article
      className={`message ${message.role}${continued ? " continued" : ""}`}
      aria-label={name}
      data-testid="message"
      data-role={message.role}
    >
      {!continued && (
        <div className="message-meta">
          {message.role === "operator" && <Avatar name={name} picture={message.author?.picture ?? null} size={22} />}
          <bdi>{name}</bdi>
          <RelativeTime at={message.at} />
        </div>
      )}
      <div className="bubble" dir="auto" data-testid="message-text">
        {message.text ? <Said message={message} /> : <em className="muted">{text.memory.erased}</em>}
      </div>
      {message.attachments.length > 0 && (
        <Attachments
          attachments={message.attachments}
          byCustomer={message.role === "customer"}
          conversation={conversation}
        />
      )}
      {message.choices.length > 0 && (
        <div className="choices" data-testid="message-choices">
          {message.choices.map((choice) => (
            <Tag key={choice}>{choice}</Tag>
          ))}
        </div>
      )}
      {message.citations.length > 0 && <Sources citations={message.citations} />}
      {message.delivery && <DeliveryMark delivery={message.delivery} />}
      {undelivered && <UndeliveredNote about={undelivered} conversation={conversation} />}
    </article>
  );
}
