import type { WidgetApi } from "./api";
import { LiveConnection } from "./connection";
import { receive } from "./events";
import type { SessionKeeper } from "./session";
import { type ChatState, lastSeq, withConversation, withMessages } from "./state";
import type { Store } from "./store";

/** Nobody types longer without a sign of it: an indicator that outlives its cause misleads. */
const TYPING_LASTS_MS = { agent: 45_000, operator: 8_000 };

interface Hooks {
  /** The server is reached, perhaps after a while. */
  onUp(): void;
  /** The server does not know the visitor any more. */
  forgotten(): void;
  report(error: unknown): void;
}

/** What goes on in the conversation, as it happens; what a lost connection missed is asked for. */
export class Following {
  private readonly connection: LiveConnection;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: WidgetApi,
    private readonly store: Store<ChatState>,
    private readonly session: SessionKeeper,
    private readonly hooks: Hooks,
  ) {
    this.connection = new LiveConnection({
      open: async (signal) => api.stream(await session.token(), lastSeq(store.get()), signal),
      onUp: () => {
        this.patch({ connected: true, draft: "" });
        hooks.onUp();
      },
      onDown: () => void this.catchUp(),
      onEvent: (event) => store.update((state) => receive(state, event)),
      onRefused: () => hooks.forgotten(),
    });
    store.subscribe((state) => this.watch(state));
  }

  start(): void {
    const { phase, conversation } = this.store.get();
    if (phase === "ready" && conversation !== "closed") this.connection.start();
  }

  stop(): void {
    this.connection.stop();
  }

  /** A page in the background gives its connection back: browsers allow six to a server over all tabs. */
  rest(): void {
    this.stop();
    this.patch({ connected: false });
  }

  /** While the stream is down, asks for what it would have brought. */
  private async catchUp(): Promise<void> {
    this.patch({ connected: false, draft: "" });
    try {
      const update = await this.api.messages(await this.session.token(), lastSeq(this.store.get()));
      const caughtUp = (state: ChatState): ChatState => withMessages({ ...state, notice: null }, update.messages);
      this.store.update((state) => withConversation(caughtUp(state), update));
    } catch (error) {
      this.hooks.report(error);
    }
  }

  private watch({ conversation, typing }: ChatState): void {
    if (conversation === "closed") this.stop();
    clearTimeout(this.typingTimer);
    if (typing) this.typingTimer = setTimeout(() => this.patch({ typing: null }), TYPING_LASTS_MS[typing]);
  }

  private patch(change: Partial<ChatState>): void {
    this.store.update((state) => ({ ...state, ...change }));
  }
}
