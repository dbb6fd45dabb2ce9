import type { Chat } from "../chat";
import { STRINGS } from "../i18n";
import { composerView } from "./composer";
import { h, setLabel } from "./dom";
import { endingView } from "./ending";
import { keepFocusInside } from "./focus";
import { headerView } from "./header";
import { logView } from "./log";
import { statusView } from "./status";

/** The chat window: header, status line, conversation, and the composer or what takes its place at the end. */
export function panelView(chat: Chat, phone: MediaQueryList) {
  const header = headerView(chat);
  const status = statusView();
  const log = logView(chat);
  const composer = composerView(chat);
  const ending = endingView(chat);
  const parts = [header, status, log, composer, ending];
  const attributes = { class: "panel", role: "dialog", hidden: true, "data-testid": "tw-panel" };
  const element = h("section", attributes, ...parts.map((part) => part.element));
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      chat.hide();
    } else keepFocusInside(element, event);
  });
  return {
    element,
    update(state: ReturnType<typeof chat.store.get>): void {
      const opening = state.open && element.hidden;
      element.hidden = !state.open;
      element.setAttribute("aria-modal", String(phone.matches));
      setLabel(element, STRINGS[state.language].title);
      for (const part of parts) part.update(state);
      if (opening) {
        log.scrollToEnd();
        composer.focus();
      }
    },
  };
}
