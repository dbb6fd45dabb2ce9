import type { Chat } from "../chat";
import { STRINGS } from "../i18n";
import { h, setText } from "./dom";
import type { View } from "./view";

/** Below the header, always in reach: a person, and the end. */
export function barView(chat: Chat): View {
  const person = h("button", { type: "button", class: "link", "data-testid": "tw-person" });
  person.addEventListener("click", () => chat.wantPerson());
  const end = h("button", { type: "button", class: "link end", "data-testid": "tw-end" });
  end.addEventListener("click", () => chat.ending.askWhetherSolved());
  const element = h("div", { class: "bar" }, person, end);
  return {
    element,
    update(state) {
      const strings = STRINGS[state.language];
      setText(person, strings.person);
      setText(end, strings.end);
      const over = state.conversation === "closed" || state.ending !== "no";
      person.hidden = over || state.conversation !== "open";
      end.hidden = over || state.phase !== "ready";
      element.hidden = person.hidden && end.hidden;
    },
  };
}
