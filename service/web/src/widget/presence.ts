import type { Language } from "../shared/contract";
import type { Look, Words } from "./look";
import type { ChatState } from "./state";
import type { Store } from "./store";

/** How the widget stands on its page, whatever goes on in the chat. */
export class Page {
  constructor(private readonly store: Store<ChatState>) {}

  setLook(look: Look): void {
    this.patch({ look });
  }

  setLanguage(language: Language): void {
    this.patch({ language });
  }

  /** Whether the launcher is there. */
  setShown(shown: boolean): void {
    this.patch({ shown });
  }

  /** Says something beside the launcher. */
  invite(text: Words): void {
    this.patch({ invitation: { text, taken: false } });
  }

  dismissInvitation(): void {
    this.patch({ invitation: null });
  }

  private patch(change: Partial<ChatState>): void {
    this.store.update((state) => ({ ...state, ...change }));
  }
}
