import type { Message } from "../shared/contract";
import { ApiError, type WidgetApi } from "./api";
import { Outbox } from "./outbox";
import type { SessionKeeper } from "./session";
import { type ChatState, withFailure, withMessages, withOutgoing } from "./state";
import type { Memory, Unsent } from "./storage";
import type { Store } from "./store";

interface Hooks {
  /** The server does not know the visitor any more. */
  forgotten(): void;
  report(error: unknown): void;
}

/** What the customer writes, on its way to the server: shown at once, sent in order, and gone once the server has it. */
export class Sending {
  private readonly outbox: Outbox;

  constructor(
    private readonly api: WidgetApi,
    private readonly memory: Memory,
    private readonly store: Store<ChatState>,
    private readonly session: SessionKeeper,
    private readonly hooks: Hooks,
  ) {
    this.outbox = new Outbox({
      send: (item) => this.once(item),
      onSent: (_, message) => this.arrived(message),
      onFailed: (item, error) => this.failed(item, error),
      onSlowDown: (wait_s) => this.store.update((state) => ({ ...state, notice: { kind: "slow_down", wait_s } })),
    });
  }

  submit(item: Unsent): void {
    this.store.update((state) => withOutgoing(state, item));
    this.outbox.add(item);
  }

  /** False for what is no message of this page. */
  retry(client_id: string): boolean {
    const item = this.store.get().outgoing.find((other) => other.client_id === client_id);
    if (item) this.submit({ client_id, text: item.text });
    return !!item;
  }

  /** The server is there again. */
  wake(): void {
    this.outbox.wake();
  }

  /** The server has stored a message of the customer's, however it was sent. */
  arrived(message: Message): void {
    this.memory.set({ active: true });
    this.store.update((state) => withMessages({ ...state, notice: null }, [message]));
  }

  private async once({ text, client_id }: Unsent): Promise<Message> {
    const token = await this.session.token();
    try {
      return await this.api.send(token, text, client_id);
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 401)) throw error;
      this.hooks.forgotten();
      return this.api.send(await this.session.token(), text, client_id);
    }
  }

  private failed(item: Unsent, error: ApiError): void {
    this.store.update((state) => withFailure(state, item.client_id));
    if (error.code !== "conversation_closed") return this.hooks.report(error);
    this.store.update((state) => ({ ...state, conversation: "closed", ending: "asking" }));
  }
}
