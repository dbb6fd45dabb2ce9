import type { Chat } from "../chat";
import type { Config } from "../config";
import { STRINGS } from "../i18n";
import type { ChatState } from "../state";
import { barView } from "./bar";
import { composerView } from "./composer";
import { h, setLabel } from "./dom";
import { endingView } from "./ending";
import { keepFocusInside } from "./focus";
import { formView } from "./form";
import { headerView } from "./header";
import { logView } from "./log";
import { statusView } from "./status";

/** The chat window: header, status line, conversation, and the composer or what takes its place. */
export function panelView(chat: Chat, config: Config, phone: MediaQueryList) {
  const floating = config.mode === "bubble";
  const log = logView(chat);
  const composer = composerView(chat);
  const header = headerView(chat, floating);
  const parts = [header, barView(chat), statusView(), log, formView(chat), composer, endingView(chat)];
  const role = floating ? "dialog" : "main";
  const attributes = { class: "panel", role, hidden: true, "data-testid": "tw-panel" };
  const element = h("section", attributes, ...parts.map((part) => part.element));
  // A page of its own is left as any page is: by Tab.
  if (floating)
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) {
        event.stopPropagation();
        chat.hide();
      } else keepFocusInside(element, event);
    });
  return {
    element,
    update(state: ChatState): void {
      const opening = state.open && element.hidden;
      element.hidden = !state.open;
      if (floating) element.setAttribute("aria-modal", String(phone.matches));
      setLabel(element, state.look.title[state.language] || STRINGS[state.language].title);
      for (const part of parts) part.update(state);
      if (opening) {
        log.scrollToEnd();
        if (floating) composer.focus();
      }
    },
  };
}
