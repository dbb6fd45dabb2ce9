import { Empty } from "antd";
import { useParams, useSearchParams } from "react-router";
import type { ConversationState } from "../../shared/contract";
import { useText } from "../i18n/context";
import { Conversation } from "./conversations/Conversation";
import { ConversationList } from "./conversations/ConversationList";

const STATES: readonly string[] = ["waiting", "human", "open", "closed"] satisfies ConversationState[];

/** The list beside the chosen conversation; on phones one or the other. Both are in the address. */
export default function Conversations() {
  const text = useText();
  const { id } = useParams();
  const [search, setSearch] = useSearchParams();
  const asked = search.get("state") ?? "";
  const state = STATES.includes(asked) ? (asked as ConversationState) : undefined;
  return (
    <div className="desk" data-chosen={id !== undefined}>
      <ConversationList state={state} onState={(next) => setSearch(next ? { state: next } : {})} />
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
