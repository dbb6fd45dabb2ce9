import type { Language } from "../../shared/contract";
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
  if (state.conversation === "waiting") return whoWaits(state, strings);
  if (state.conversation === "human") return strings.joined(state.operator ?? strings.operator);
  return "";
}

function whoWaits({ opensAt, position, language }: ChatState, strings: Strings): string {
  if (opensAt) return strings.nobodyThere(moment(opensAt, language));
  return `${strings.waiting}${position === null ? "" : strings.place(position - 1)}`;
}

/** By the customer's own clock; today's without the day. */
function moment(iso: string, language: Language): string {
  const at = new Date(iso);
  const today = at.toDateString() === new Date().toDateString();
  const day: Intl.DateTimeFormatOptions = today ? {} : { weekday: "long", day: "numeric", month: "long" };
  return new Intl.DateTimeFormat(language, { ...day, hour: "numeric", minute: "2-digit" }).format(at);
}
