import { useQuery } from "@tanstack/react-query";
import { meQuery } from "../../api/queries";
import type { Allowance, ConversationRow } from "../../api/types";
import { useText } from "../../i18n/context";
import { ReplyBox } from "./ReplyBox";

interface Props {
  row: ConversationRow;
  allowance: Allowance | null;
  onSend(text: string): void;
}

/** The reply box for whoever holds the conversation; for others, why there is none. */
export function ReplyArea({ row, allowance, onSend }: Props) {
  const text = useText();
  const me = useQuery(meQuery).data;
  const mine = row.state === "human" && me !== undefined && [me.name, me.email].includes(row.operator ?? "");
  if (mine) return <ReplyBox id={row.id} allowance={allowance} onSend={onSend} />;
  const explanations = {
    waiting: text.conversations.claimFirst,
    human: text.conversations.claimedBy(row.operator ?? text.conversations.operator),
    open: text.conversations.agentAnswers,
    closed: text.conversations.isClosed,
  };
  return <footer className="reply muted">{explanations[row.state]}</footer>;
}
