import type { Language } from "../shared/contract";
import type { Chat } from "./chat";

/** What a page's own scripts may call, as `window.turnwise`. */
export interface TurnwisePage {
  open(): void;
  hide(): void;
  /** Opens the chat and sends this text as the customer's. */
  ask(text: string): void;
  setLanguage(language: Language): void;
}

declare global {
  interface Window {
    turnwise?: TurnwisePage;
  }
}

export function publish(chat: Chat): void {
  window.turnwise = {
    open: () => chat.open(),
    hide: () => chat.hide(),
    ask: (text) => {
      chat.open();
      chat.send(text);
    },
    setLanguage: (language) => chat.setLanguage(language),
  };
}
