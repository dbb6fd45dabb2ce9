import type { Chat } from "../chat";
import { STRINGS } from "../i18n";
import { unread } from "../state";
import { h, icon, setLabel, setText } from "./dom";
import type { View } from "./view";

/** The button in the corner, with the shop's words where it has some, and the number of unread replies. */
export function launcherView(chat: Chat): View<HTMLButtonElement> {
  const badge = h("span", { class: "badge", "aria-hidden": "true", "data-testid": "tw-badge" });
  const words = h("span", { class: "words", dir: "auto" });
  const toggle = (): void => (chat.store.get().open ? chat.hide() : chat.open());
  const attributes = { type: "button", class: "launcher", "aria-haspopup": "dialog", "data-testid": "tw-launcher" };
  const element = h("button", { ...attributes, onclick: toggle }, icon("chat"), icon("down"), words, badge);
  return {
    element,
    update(state) {
      const strings = STRINGS[state.language];
      const count = unread(state);
      const own = state.look.launcher[state.language];
      element.hidden = !state.shown && !state.open;
      badge.hidden = state.open || count === 0;
      setText(badge, count > 9 ? "9+" : String(count));
      setText(words, own);
      words.hidden = !own || state.open;
      element.classList.toggle("worded", !words.hidden);
      element.setAttribute("aria-expanded", String(state.open));
      // What is read out holds what can be seen (WCAG 2.2, 2.5.3).
      const closed = own ? (count ? `${own}: ${strings.launchUnread(count)}` : own) : count ? strings.launchUnread(count) : strings.launch;
      setLabel(element, state.open ? strings.hide : closed);
    },
  };
}
