import type { Language } from "../shared/contract";
import { randomId } from "../shared/ids";
import { ApiError, type WidgetApi } from "./api";
import { Ending } from "./ending";
import { Files } from "./files";
import { Following } from "./following";
import { Forms } from "./forms";
import { STRINGS } from "./i18n";
import { signedOf } from "./identity";
import { Page } from "./presence";
import { Returning } from "./returning";
import { Sending } from "./sending";
import { SessionKeeper } from "./session";
import { anew, type ChatState, initialState, lastSeq, withSession } from "./state";
import type { Memory } from "./storage";
import { Store } from "./store";
import { typingTeller } from "./typing";

/** Everything a customer can do, and what the server does in turn. Views read `store` and call these methods. */
export class Chat {
  readonly store: Store<ChatState>;
  readonly files: Files;
  readonly forms: Forms;
  readonly ending: Ending;
  readonly page: Page;
  readonly visitor: Returning;
  readonly tellTyping: () => void;
  private readonly session: SessionKeeper;
  private readonly sending: Sending;
  private readonly following: Following;

  constructor(
    private readonly api: WidgetApi,
    private readonly memory: Memory,
    language: Language,
    /** Tells who writes the page what it gets wrong. */
    private readonly warn: (error: ApiError) => void = ({ message }) => console.warn(`Turnwise: ${message}`),
  ) {
    const { readSeq, unsent } = memory.get();
    this.store = new Store<ChatState>({ ...initialState(language), readSeq, outgoing: unsent });
    this.session = new SessionKeeper(api, memory, {
      opening: () => {
        const { language, who, invitation } = this.store.get();
        const said = invitation?.taken ? invitation.text[language] || invitation.text.en : null;
        return { language, identity: who?.signature ? signedOf(who) : null, invitation: said };
      },
      onStarted: (session, resumed) => {
        const formDone = this.memory.get().formFor === session.conversation_id;
        this.store.update((state) => ({ ...withSession(state, session, resumed), formDone }));
        this.following.start();
      },
      onStranger: (error) => {
        this.store.update(({ who, ...state }) => ({ ...state, who: who && { ...who, signature: "" } }));
        this.warn(error);
      },
      wanted: () => this.store.get().open && this.store.get().phase !== "ready",
      onTrying: () => this.patch({ phase: "starting" }),
      onUnavailable: (error) => {
        this.patch({ phase: "unavailable" });
        this.report(error);
      },
    });
    const forgotten = (): void => this.forgetSession();
    const report = (error: unknown): void => this.report(error);
    this.sending = new Sending(api, memory, this.store, this.session, { forgotten, report });
    this.following = new Following(api, this.store, this.session, { onUp: () => this.sending.wake(), forgotten, report });
    this.files = new Files(this.store, {
      send: async (file, client_id, onProgress) =>
        this.api.upload(await this.session.token(), file, client_id, onProgress),
      onSent: (message) => this.sending.arrived(message),
      onFailed: report,
    });
    this.forms = new Forms(this.store, {
      send: async (filled) => (await this.api.leave(await this.session.token(), filled)).message,
      onSent: (message) => this.sending.arrived(message),
      onFailed: report,
      onDone: () => this.memory.set({ formFor: this.memory.get().conversation }),
    });
    this.ending = new Ending(this.store, {
      close: async (solved) => this.api.close(await this.session.token(), solved),
      rate: async (rating, comment) => this.api.rate(await this.session.token(), rating, comment),
      onClosed: () => {
        this.memory.panelOpen = false;
      },
      onFailed: report,
    });
    this.page = new Page(this.store);
    this.visitor = new Returning(api, memory, this.store, this.session, {
      open: () => this.open(),
      submit: (item) => this.sending.submit(item),
      leave: () => this.following.stop(),
      report,
    });
    this.tellTyping = typingTeller(
      () => ["waiting", "human"].includes(this.store.get().conversation),
      async () => api.typing(await this.session.token()),
    );
    this.store.subscribe((state) => this.remember(state));
  }

  open(): void {
    this.memory.panelOpen = true;
    const kept = (state: ChatState): ChatState["invitation"] => (state.invitation?.taken ? state.invitation : null);
    this.store.update((state) => ({ ...state, open: true, invitation: kept(state), readSeq: lastSeq(state) }));
    void this.session.keepTrying();
  }

  hide(): void {
    this.memory.panelOpen = false;
    this.patch({ open: false });
  }

  /** Says in the customer's place that they want a person, whatever else is asked of them. */
  wantPerson(): void {
    this.send(STRINGS[this.store.get().language].wantPerson);
  }

  /** The invitation beside the launcher is taken up. */
  takeInvitation(): void {
    this.store.update((state) => ({ ...state, invitation: state.invitation && { ...state.invitation, taken: true } }));
    this.open();
  }

  send(text: string): void {
    if (text.trim()) this.sending.submit({ client_id: randomId(), text: text.trim() });
  }

  retry(client_id: string): void {
    if (!this.sending.retry(client_id)) void this.files.retry(client_id);
  }

  /** Begins a new conversation; what could not be sent in the old one is sent in the new. */
  async startOver(): Promise<void> {
    const unsent = this.store.get().outgoing;
    this.session.renew();
    this.following.stop();
    this.store.update(anew);
    for (const { client_id, text } of unsent) this.sending.submit({ client_id, text });
    await this.session.keepTrying();
  }

  /** The page is in the background. */
  rest(): void {
    this.following.rest();
  }

  resume(): void {
    this.following.start();
  }

  /** A file of this conversation. Rejects where it cannot be had. */
  async fetchFile(id: string): Promise<Blob> {
    return this.api.file(await this.session.token(), id);
  }

  /** Where a path that the server has told is to be had. */
  address(path: string | null | undefined): string | null {
    return path ? this.api.address(path) : null;
  }

  private forgetSession(): void {
    this.following.stop();
    this.session.forget();
    this.store.update((state) => ({ ...anew(state), outgoing: state.outgoing }));
    void this.session.keepTrying();
  }

  report(error: unknown): void {
    if (error instanceof ApiError) this.patch({ notice: { kind: "error", detail: error.message } });
    else this.patch({ notice: { kind: "offline" } });
  }

  private remember(state: ChatState): void {
    if (state.conversation === "closed") this.memory.set({ active: false });
    this.memory.set({ unsent: state.outgoing, readSeq: state.readSeq });
  }

  private patch(change: Partial<ChatState>): void {
    this.store.update((state) => ({ ...state, ...change }));
  }
}
