import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { randomId } from "../../../shared/ids";
import { reply } from "../../api/actions";
import type { Quote } from "../../api/assist";
import { conversationQuery } from "../../api/queries";

export interface OutgoingReply {
  client_id: string;
  text: string;
  sources: Quote[];
  /** Why it was not sent; null while it is on its way. */
  error: Error | null;
}

/** The operator's replies on their way to the server: shown at once, and kept when they fail. */
export function useReplies(id: string) {
  const client = useQueryClient();
  const [outgoing, setOutgoing] = useState<OutgoingReply[]>([]);

  const post = useCallback(
    async (client_id: string, text: string, sources: Quote[]): Promise<void> => {
      const others = (items: OutgoingReply[]) => items.filter((item) => item.client_id !== client_id);
      setOutgoing((items) => [...others(items), { client_id, text, sources, error: null }]);
      try {
        const { message } = await reply(id, text, client_id, sources);
        client.setQueryData(conversationQuery(id).queryKey, (detail) => {
          if (!detail || detail.messages.some((known) => known.id === message.id)) return detail;
          return { ...detail, messages: [...detail.messages, message] };
        });
        setOutgoing(others);
        await client.invalidateQueries({ queryKey: ["conversation", id] });
      } catch (error) {
        const reason = error instanceof Error ? error : new Error(String(error));
        setOutgoing((items) => [...others(items), { client_id, text, sources, error: reason }]);
      }
    },
    [client, id],
  );

  return {
    outgoing,
    send: useCallback((text: string, sources: Quote[]) => void post(randomId(), text, sources), [post]),
    retry: useCallback((item: OutgoingReply) => void post(item.client_id, item.text, item.sources), [post]),
  };
}
