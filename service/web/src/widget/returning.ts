import { ApiError, type WidgetApi } from "./api";
import type { Who } from "./identity";
import type { SessionKeeper } from "./session";
import { anew, type ChatState, lastSeq } from "./state";
import type { Memory, Unsent } from "./storage";
import type { Store } from "./store";

interface Hooks {
  open(): void;
  submit(item: Unsent): void;
  /** The stream of the conversation so far ends. */
  leave(): void;
  report(error: unknown): void;
}

/** Who is at the browser, and what of earlier pages is still theirs. */
export class Returning {
  constructor(
    private readonly api: WidgetApi,
    private readonly memory: Memory,
    private readonly store: Store<ChatState>,
    private readonly session: SessionKeeper,
    private readonly hooks: Hooks,
  ) {}

  /** Who the page says its visitor is, or that they have left: null. Nobody goes on with what another has written. */
  identify(who: Who | null): void {
    const before = this.memory.get().person;
    this.store.update((state) => ({ ...state, who }));
    if (before === this.person && this.store.get().phase === "ready") return;
    if (before !== null && before !== this.person) this.leaveBehind();
    const { active, person } = this.memory.get();
    const known = this.person !== null && active && (person === null || person === this.person);
    if (!this.store.get().open && !known) return;
    this.hooks.leave();
    this.session.renew();
    this.store.update((state) => ({ ...state, phase: "idle" }));
    if (this.store.get().open) void this.session.keepTrying();
    else void this.session.token().catch((error: unknown) => this.hooks.report(error));
  }

  /** After a page load: shows a chat that was open, and follows one that is still going on. */
  async wake(mayOpen: boolean): Promise<void> {
    const { person } = this.memory.get();
    if (person !== null && person !== this.person) this.leaveBehind();
    const { token, active, unsent } = this.memory.get();
    const waiting = unsent.filter((item) => !item.failed);
    for (const { client_id, text } of waiting) this.hooks.submit({ client_id, text });
    if (mayOpen && this.memory.panelOpen) this.hooks.open();
    else if (token && active && !waiting.length) await this.follow(token);
  }

  /** The id that the shop has signed; null for a stranger. */
  private get person(): string | null {
    const { who } = this.store.get();
    return who?.signature ? String(who.id) : null;
  }

  private leaveBehind(): void {
    this.hooks.leave();
    this.session.forget();
    this.memory.set({ unsent: [], readSeq: 0, conversation: null, formFor: null });
    this.store.update(anew);
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
}
