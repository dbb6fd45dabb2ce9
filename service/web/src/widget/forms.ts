import { randomId } from "../shared/ids";
import type { Message } from "../shared/contract";
import { ApiError, type Filled } from "./api";
import type { ChatState } from "./state";
import type { Store } from "./store";

interface Hooks {
  send(filled: Filled): Promise<Message | null>;
  onSent(message: Message): void;
  onFailed(error: unknown): void;
  /** The form before the chat is done with. */
  onDone(): void;
}

/** What is wrong, by field; "" is the form as a whole. */
export type Wrong = Record<string, string>;

/** The form before the chat, and the cards below messages that ask for details. */
export class Forms {
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly store: Store<ChatState>,
    private readonly hooks: Hooks,
  ) {}

  /** Sends the form before the chat; what the server does not take comes back by field. */
  async start(fields: Record<string, string>, topic: string, consent: boolean): Promise<Wrong> {
    return this.leave({ fields, topic, consent, client_id: null }, () => this.skip());
  }

  /** Sends a card as a message; a second try is the same message. */
  async answer(card: string, fields: Record<string, string>, consent: boolean): Promise<Wrong> {
    const client_id = this.ids.get(card) ?? randomId();
    this.ids.set(card, client_id);
    return this.leave({ fields, topic: "", consent, client_id }, () => undefined);
  }

  skip(): void {
    this.store.update((state) => ({ ...state, formDone: true }));
    this.hooks.onDone();
  }

  private async leave(filled: Filled, done: () => void): Promise<Wrong> {
    try {
      const message = await this.hooks.send(filled);
      if (message) this.hooks.onSent(message);
      done();
      return {};
    } catch (error) {
      if (error instanceof ApiError && error.fields.length) {
        return Object.fromEntries(error.fields.map(({ field, code }) => [field, code]));
      }
      this.hooks.onFailed(error);
      return { "": "not_sent" };
    }
  }
}
