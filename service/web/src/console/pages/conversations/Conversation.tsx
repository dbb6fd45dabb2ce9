import { useQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import { useState } from "react";
import { conversationQuery } from "../../api/queries";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useMedia } from "../../components/useMedia";
import { useText } from "../../i18n/context";
import { BriefingCard } from "./BriefingCard";
import { ConversationHead } from "./ConversationHead";
import { EndingCard } from "./EndingCard";
import { ReplyArea } from "./ReplyArea";
import { SideCard } from "./SideCard";
import { Thread } from "./Thread";
import { useReplies } from "./useReplies";
import { useMentionsSeen, useSeen } from "./useSeen";

/** One conversation: its thread with grades, the means to act on it, and what is known of the customer. */
export function Conversation({ id }: { id: string }) {
  const text = useText();
  const wide = useMedia("(min-width: 1180px)");
  const [aside, setAside] = useState(false);
  const query = useQuery(conversationQuery(id));
  const replies = useReplies(id);
  useMentionsSeen(id);
  useSeen(id, Math.max(0, ...(query.data?.messages ?? []).map((message) => message.seq)));
  if (!query.data)
    return (
      <section className="conversation">
        {query.error ? <Failure error={query.error} onRetry={() => void query.refetch()} /> : <Loading />}
      </section>
    );
  const detail = query.data;
  return (
    <>
      <section className="conversation" data-testid="conversation" data-state={detail.conversation.state}>
        <ConversationHead detail={detail} onDetails={wide ? undefined : () => setAside(true)} />
        {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
        <BriefingCard detail={detail} />
        <EndingCard detail={detail} />
        <Thread detail={detail} outgoing={replies.outgoing} onRetry={replies.retry} />
        <ReplyArea detail={detail} onSend={replies.send} />
      </section>
      {wide ? (
        <aside className="side">
          <SideCard detail={detail} />
        </aside>
      ) : (
        <Drawer title={text.conversations.details} open={aside} onClose={() => setAside(false)} size="min(360px, 100vw)">
          <SideCard detail={detail} />
        </Drawer>
      )}
    </>
  );
}
