import { Empty } from "antd";
import { useCallback, useMemo } from "react";
import { useParams, useSearchParams } from "react-router";
import type { InboxFilter } from "../api/inbox";
import { useText } from "../i18n/context";
import { Conversation } from "./conversations/Conversation";
import { ConversationList } from "./conversations/ConversationList";
import { filterOf, withFilter } from "./conversations/inboxFilter";

/** The list beside the chosen conversation; on phones one or the other. What is looked for is in the address. */
export default function Conversations() {
  const text = useText();
  const { id } = useParams();
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => filterOf(search), [search]);
  const change = useCallback(
    (next: Partial<Record<keyof InboxFilter, string | undefined>>) =>
      setSearch((before) => withFilter(before, next), { replace: true }),
    [setSearch],
  );
  return (
    <div className="desk" data-chosen={id !== undefined}>
      <ConversationList filter={filter} onFilter={change} />
      {id ? (
        <Conversation key={id} id={id} />
      ) : (
        <div className="centred">
          <Empty description={text.conversations.pick} image={Empty.PRESENTED_IMAGE_SIMPLE} />
        </div>
      )}
    </div>
  );
}
