import type { Message } from "../shared/contract";
import type { Update } from "./api";
import type { ServerEvent } from "./sse";
import { type ChatState, withConversation, withMessages } from "./state";

type StateNews = Omit<Update, "messages">;

/** The state after one event of the stream; kinds that this version does not know change nothing. */
export function receive(state: ChatState, event: ServerEvent): ChatState {
  switch (event.event) {
    case "message":
      return withMessages(state, [JSON.parse(event.data) as Message]);
    case "delta":
      return { ...state, draft: state.draft + (JSON.parse(event.data) as { text: string }).text };
    case "withdrawn": {
      const { reason } = JSON.parse(event.data) as { reason: string };
      // Text before a tool is asked is no mistake: it makes room without a word.
      return { ...state, draft: "", withdrawn: state.withdrawn || (state.draft !== "" && reason !== "more_to_come") };
    }
    case "state": {
      return withConversation(state, JSON.parse(event.data) as StateNews);
    }
    case "typing":
      return { ...state, typing: (JSON.parse(event.data) as { role: "agent" | "operator" }).role };
    default:
      return state;
  }
}
