import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { mentionsQuery, seeMentions } from "../../api/desk";
import { markRead } from "../../api/inbox";
import { waitingQuery } from "../../api/queries";
import { useMay } from "../../layout/useMay";
import { withRead, type InboxPages } from "./inboxPages";

/** Whoever looks at a conversation, with the page in front of them, has read it up to its last message. */
export function useSeen(id: string, seq: number): void {
  const client = useQueryClient();
  const answers = useMay()("answer");
  useEffect(() => {
    if (!answers) return;
    const tell = (): void => {
      if (document.hidden || seq === 0) return;
      const done = (): void => {
        client.setQueriesData<InboxPages>({ queryKey: ["inbox"] }, (data) => data && withRead(data, id));
        client.setQueryData(waitingQuery.queryKey, (page) => page && withRead({ pages: [page], pageParams: [] }, id).pages[0]);
      };
      // Unread is what stays when it fails: looking again tells again.
      void markRead(id, seq).then(done, () => undefined);
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [client, id, seq, answers]);
}

/** Whoever opens the conversation has seen what they were to look at in it. */
export function useMentionsSeen(id: string): void {
  const client = useQueryClient();
  const mentions = useQuery(mentionsQuery).data?.mentions ?? [];
  const answers = useMay()("answer");
  const unseen = answers && mentions.some((one) => one.conversation_id === id && !one.seen);
  useEffect(() => {
    if (!unseen) return;
    void seeMentions(id).then(
      () => client.invalidateQueries({ queryKey: mentionsQuery.queryKey }),
      () => undefined,
    );
  }, [client, id, unseen]);
}
