import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useEffect } from "react";
import { useNavigate } from "react-router";
import { mentionsQuery } from "../api/desk";
import { onAssigned } from "../api/live";
import { conversationQuery } from "../api/queries";
import { useText } from "../i18n/context";
import { AnswerBy } from "../pages/conversations/AnswerBy";
import { useCustomerName } from "../pages/conversations/useCustomerName";

const SHOWN_S = 30;

/** A conversation that was just given to the reader is told at once, on whatever page they are. */
export function useAssigned(): void {
  const text = useText();
  const go = useNavigate();
  const client = useQueryClient();
  const customerName = useCustomerName();
  const { notification } = App.useApp();
  useEffect(() => {
    const tell = async (id: string): Promise<void> => {
      void client.invalidateQueries({ queryKey: mentionsQuery.queryKey });
      // Without its details it is told all the same.
      const detail = await client.fetchQuery({ ...conversationQuery(id), staleTime: 0 }).catch(() => null);
      const row = detail?.conversation;
      notification.info({
        key: id,
        title: text.assigned.title,
        description: row && (
          <>
            <strong>
              <bdi>{customerName(row.customer)}</bdi>
            </strong>
            <p className="briefing-text" dir="auto">
              {detail.handoffs.at(-1)?.briefing?.summary || row.preview}
            </p>
            {row.answer_by && <AnswerBy until={row.answer_by} />}
          </>
        ),
        duration: SHOWN_S,
        className: "alert-toast assigned-toast",
        onClick: () => {
          notification.destroy(id);
          void go(`/conversations/${id}`);
        },
      });
    };
    return onAssigned((id) => void tell(id));
  }, [client, customerName, go, notification, text]);
}
