import { STRINGS, type Strings } from "../i18n";
import type { ChatState } from "../state";
import { h, setText } from "./dom";
import type { View } from "./view";

/** One line that says where the conversation stands, read out when it changes. */
export function statusView(): View {
  const element = h("div", { class: "status", role: "status", dir: "auto", "data-testid": "tw-status" });
  return {
    element,
    update(state) {
      const text = statusLine(state, STRINGS[state.language]);
      setText(element, text);
      element.dataset["state"] = state.conversation;
      element.classList.toggle("empty", text === "");
    },
  };
}

export function statusLine(state: ChatState, strings: Strings): string {
  if (state.conversation === "closed") return strings.ended;
  if (state.phase === "starting") return strings.connecting;
  if (state.phase === "unavailable" || state.notice?.kind === "offline") return strings.reconnecting;
  if (state.conversation === "waiting") return strings.waiting;
  if (state.conversation === "human") return strings.joined(state.operator ?? strings.operator);
  return "";
}
