import type { Chat } from "../chat";
import { STRINGS } from "../i18n";
import { unread } from "../state";
import { h, icon, setLabel, setText } from "./dom";
import type { View } from "./view";

/** The round button in the corner, with the number of unread replies. */
export function launcherView(chat: Chat): View<HTMLButtonElement> {
  const badge = h("span", { class: "badge", "aria-hidden": "true" });
  const toggle = (): void => (chat.store.get().open ? chat.hide() : chat.open());
  const attributes = { type: "button", class: "launcher", "aria-haspopup": "dialog", "data-testid": "tw-launcher" };
  const element = h("button", { ...attributes, onclick: toggle }, icon("chat"), icon("down"), badge);
  return {
    element,
    update(state) {
      const strings = STRINGS[state.language];
      const count = unread(state);
      badge.hidden = state.open || count === 0;
      setText(badge, count > 9 ? "9+" : String(count));
      element.setAttribute("aria-expanded", String(state.open));
      setLabel(element, state.open ? strings.hide : count ? strings.launchUnread(count) : strings.launch);
    },
  };
}
