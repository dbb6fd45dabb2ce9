import { Tag } from "antd";
import type { ConversationState } from "../../../shared/contract";
import { named, useText } from "../../i18n/context";

const COLOURS: Record<ConversationState, string> = {
  open: "blue",
  waiting: "orange",
  human: "green",
  closed: "default",
};

export function StateTag({ state }: { state: ConversationState }) {
  const text = useText();
  return (
    <Tag color={COLOURS[state]} data-testid="conversation-state" data-state={state}>
      {named(text.conversations.states, state)}
    </Tag>
  );
}
