import type { Language, Message } from "../shared/contract";
import { randomId } from "../shared/ids";
import { ApiError, type WidgetApi } from "./api";
import { LiveConnection } from "./connection";
import { receive } from "./events";
import { Files } from "./files";
import { Outbox } from "./outbox";
import { SessionKeeper } from "./session";
import {
  type ChatState,
  initialState,
  lastSeq,
  withConversation,
  withFailure,
  withMessages,
  withOutgoing,
  withSession,
} from "./state";
import type { Memory, Unsent } from "./storage";
import { Store } from "./store";

/** Nobody types longer without a sign of it: an indicator that outlives its cause misleads. */
const TYPING_LASTS_MS = { agent: 45_000, operator: 8_000 };

/** Everything a customer can do, and what the server does in turn. Views read `store` and call these methods. */
export class Chat {
  readonly store: Store<ChatState>;
  readonly files: Files;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly session: SessionKeeper;
  private readonly outbox: Outbox;
  private readonly connection: LiveConnection;

  constructor(
    private readonly api: WidgetApi,
    private readonly memory: Memory,
    language: Language,
  ) {
    const { readSeq, unsent } = memory.get();
    this.store = new Store<ChatState>({ ...initialState(language), readSeq, outgoing: unsent });
    this.session = new SessionKeeper(api, memory, {
      language: () => this.store.get().language,
      onStarted: (session, resumed) => {
        this.store.update((state) => withSession(state, session, resumed));
        this.resume();
      },
      wanted: () => this.store.get().open && this.store.get().phase !== "ready",
      onTrying: () => this.patch({ phase: "starting" }),
      onUnavailable: (error) => {
        this.patch({ phase: "unavailable" });
        this.report(error);
      },
    });
    this.outbox = new Outbox({
      send: (item) => this.sendOnce(item),
      onSent: (_, message) => this.onSent(message),
      onFailed: (item, error) => this.onFailed(item, error),
      onSlowDown: (wait_s) => this.patch({ notice: { kind: "slow_down", wait_s } }),
    });
    this.connection = new LiveConnection({
      open: (signal) => this.openStream(signal),
      onUp: () => this.patch({ connected: true, draft: "" }),
      onDown: () => void this.catchUp(),
      onEvent: (event) => this.store.update((state) => receive(state, event)),
      onRefused: () => this.forgetSession(),
    });
    this.files = new Files(this.store, {
      send: async (file, client_id, onProgress) =>
        this.api.upload(await this.session.token(), file, client_id, onProgress),
      onSent: (message) => this.onSent(message),
      onFailed: (error) => this.report(error),
    });
    this.store.subscribe((state) => this.remember(state));
  }

  /** After a page load: shows a chat that was open, and follows one that is still going on. */
  async wake(mayOpen: boolean): Promise<void> {
    const { token, active, unsent } = this.memory.get();
    const waiting = unsent.filter((item) => !item.failed);
    for (const { client_id, text } of waiting) this.submit({ client_id, text });
    if (mayOpen && this.memory.panelOpen) this.open();
    else if (token && active && !waiting.length) await this.follow(token);
  }

  open(): void {
    this.memory.panelOpen = true;
    this.store.update((state) => ({ ...state, open: true, readSeq: lastSeq(state) }));
    void this.session.keepTrying();
  }

  hide(): void {
    this.memory.panelOpen = false;
    this.patch({ open: false });
  }

  send(text: string): void {
    if (text.trim()) this.submit({ client_id: randomId(), text: text.trim() });
  }

  retry(client_id: string): void {
    const item = this.store.get().outgoing.find((other) => other.client_id === client_id);
    if (item) this.submit({ client_id, text: item.text });
    else void this.files.retry(client_id);
  }

  askWhetherSolved(): void {
    this.patch({ ending: "asking" });
  }

  keepChatting(): void {
    this.patch({ ending: "no" });
  }

  async end(solved: boolean | null): Promise<void> {
    try {
      await this.api.close(await this.session.token(), solved);
    } catch (error) {
      // Already closed on the other side is what was asked for; anything else the customer should know.
      if (!(error instanceof ApiError && error.status === 409)) return this.report(error);
    }
    this.memory.panelOpen = false;
    const served = this.store.get().messages.some(({ role }) => role === "customer");
    const ending = served ? "rating" : "done";
    this.patch({ conversation: "closed", ending, typing: null, draft: "", notice: null });
  }

  /** Sends the customer's rating, 1 to 5; where that fails they may try again. */
  async rate(rating: number, comment: string): Promise<void> {
    try {
      await this.api.rate(await this.session.token(), rating, comment.trim() || null);
    } catch (error) {
      return this.report(error);
    }
    this.skipRating();
  }

  skipRating(): void {
    this.patch({ ending: "done", notice: null });
  }

  /** Begins a new conversation; what could not be sent in the old one is sent in the new. */
  async startOver(): Promise<void> {
    const unsent = this.store.get().outgoing;
    this.session.renew();
    this.connection.stop();
    this.store.update((state) => ({ ...initialState(state.language), open: state.open }));
    for (const { client_id, text } of unsent) this.submit({ client_id, text });
    await this.session.keepTrying();
  }

  setLanguage(language: Language): void {
    this.patch({ language });
  }

  /** A page in the background gives its connection back: browsers allow six to a server over all tabs. */
  rest(): void {
    this.connection.stop();
    this.patch({ connected: false });
  }

  resume(): void {
    const { phase, conversation } = this.store.get();
    if (phase === "ready" && conversation !== "closed") this.connection.start();
  }

  private submit(item: Unsent): void {
    this.store.update((state) => withOutgoing(state, item));
    this.outbox.add(item);
  }

  private async sendOnce({ text, client_id }: Unsent): Promise<Message> {
    const token = await this.session.token();
    try {
      return await this.api.send(token, text, client_id);
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 401)) throw error;
      this.forgetSession();
      return this.api.send(await this.session.token(), text, client_id);
    }
  }

  private onSent(message: Message): void {
    this.memory.set({ active: true });
    this.store.update((state) => withMessages({ ...state, notice: null }, [message]));
  }

  private onFailed(item: Unsent, error: ApiError | null): void {
    this.store.update((state) => withFailure(state, item.client_id));
    if (error?.code === "conversation_closed") this.patch({ conversation: "closed", ending: "asking" });
    else this.report(error);
  }

  private async openStream(signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const token = await this.session.token();
    return this.api.stream(token, lastSeq(this.store.get()), signal);
  }

  /** Follows the conversation of an earlier page, without starting a new one should it have ended. */
  private async follow(token: string): Promise<void> {
    try {
      const { state } = await this.api.messages(token, lastSeq(this.store.get()));
      if (state === "closed") this.memory.set({ active: false });
      else await this.session.token();
    } catch (error) {
      // Nobody has asked for anything on this page yet: opening the panel tries again, and tells.
      if (error instanceof ApiError) this.memory.set({ active: false });
    }
  }

  /** While the stream is down, asks for what it would have brought. */
  private async catchUp(): Promise<void> {
    this.patch({ connected: false, draft: "" });
    try {
      const token = await this.session.token();
      const update = await this.api.messages(token, lastSeq(this.store.get()));
      const caughtUp = (state: ChatState): ChatState => withMessages({ ...state, notice: null }, update.messages);
      this.store.update((state) => withConversation(caughtUp(state), update.state, update.operator));
    } catch (error) {
      this.report(error);
    }
  }

  private forgetSession(): void {
    this.connection.stop();
    this.session.forget();
    this.store.update((state) => ({ ...initialState(state.language), open: state.open, outgoing: state.outgoing }));
    void this.session.keepTrying();
  }

  private report(error: unknown): void {
    if (error instanceof ApiError) this.patch({ notice: { kind: "error", detail: error.message } });
    else this.patch({ notice: { kind: "offline" } });
  }

  private remember(state: ChatState): void {
    if (state.conversation === "closed") {
      this.connection.stop();
      this.memory.set({ active: false });
    }
    clearTimeout(this.typingTimer);
    if (state.typing) this.typingTimer = setTimeout(() => this.patch({ typing: null }), TYPING_LASTS_MS[state.typing]);
    this.memory.set({ unsent: state.outgoing, readSeq: state.readSeq });
  }

  private patch(change: Partial<ChatState>): void {
    this.store.update((state) => ({ ...state, ...change }));
  }
}
