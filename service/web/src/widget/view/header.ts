import type { Chat } from "../chat";
import { STRINGS } from "../i18n";
import { h, icon, setLabel, setText } from "./dom";
import { faceView } from "./face";
import type { View } from "./view";

/** Whose chat it is, and who answers at present. */
export function headerView(chat: Chat, closable: boolean): View {
  const face = faceView();
  const title = h("h2", { class: "title", dir: "auto" });
  const subtitle = h("p", { class: "subtitle", dir: "auto", "data-testid": "tw-subtitle" });
  const attributes = { type: "button", class: "round", "data-testid": "tw-hide", onclick: () => chat.hide() };
  const hide = h("button", attributes, icon("close"));
  hide.hidden = !closable;
  const element = h("div", { class: "header" }, face.element, h("div", { class: "titles" }, title, subtitle), hide);
  return {
    element,
    update(state) {
      const strings = STRINGS[state.language];
      const operator = state.conversation === "human" ? (state.operator ?? strings.operator) : null;
      face.update(chat.address(operator === null ? state.look.logo : state.picture), operator);
      setText(title, state.look.title[state.language] || strings.title);
      setText(subtitle, operator ?? strings.ready);
      setLabel(hide, strings.hide);
    },
  };
}
