import type { Chat } from "../chat";
import { STRINGS } from "../i18n";
import { h, icon, setLabel, setText } from "./dom";
import type { View } from "./view";

export function headerView(chat: Chat): View {
  const title = h("h2", { class: "title" });
  const subtitle = h("p", { class: "subtitle", dir: "auto" });
  const end = h("button", {
    type: "button",
    class: "end",
    "data-testid": "tw-end",
    onclick: () => chat.askWhetherSolved(),
  });
  const attributes = { type: "button", class: "round", "data-testid": "tw-hide", onclick: () => chat.hide() };
  const hide = h("button", attributes, icon("close"));
  const element = h("div", { class: "header" }, h("div", { class: "titles" }, title, subtitle), end, hide);
  return {
    element,
    update(state) {
      const strings = STRINGS[state.language];
      const staffed = state.conversation === "human";
      setText(title, strings.title);
      setText(subtitle, staffed ? (state.operator ?? strings.operator) : strings.ready);
      setText(end, strings.end);
      setLabel(hide, strings.hide);
      end.hidden = state.phase !== "ready" || state.conversation === "closed" || state.ending !== "no";
    },
  };
}
