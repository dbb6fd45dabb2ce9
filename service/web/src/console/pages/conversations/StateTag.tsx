import type { ConversationState } from "../../../shared/contract";
import { named, useText } from "../../i18n/context";

export function StateTag({ state }: { state: ConversationState }) {
  const text = useText();
  return (
    <span className={`state ${state}`} data-testid="conversation-state" data-state={state}>
      {named(text.conversations.states, state)}
    </span>
  );
}
