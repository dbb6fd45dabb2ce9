import { ApiError } from "./api";
import type { ChatState } from "./state";
import type { Store } from "./store";

interface Hooks {
  close(solved: boolean | null): Promise<unknown>;
  rate(rating: number, comment: string | null): Promise<unknown>;
  onClosed(): void;
  onFailed(error: unknown): void;
}

/** How a conversation ends: "solved?", then the rating. */
export class Ending {
  constructor(
    private readonly store: Store<ChatState>,
    private readonly hooks: Hooks,
  ) {}

  askWhetherSolved(): void {
    this.patch({ ending: "asking" });
  }

  keepChatting(): void {
    this.patch({ ending: "no" });
  }

  async end(solved: boolean | null): Promise<void> {
    try {
      await this.hooks.close(solved);
    } catch (error) {
      // Already closed on the other side is what was asked for; anything else the customer should know.
      if (!(error instanceof ApiError && error.status === 409)) return this.hooks.onFailed(error);
    }
    this.hooks.onClosed();
    const served = this.store.get().messages.some(({ role }) => role === "customer");
    const ending = served ? "rating" : "done";
    this.patch({ conversation: "closed", ending, typing: null, draft: "", notice: null });
  }

  /** Sends the customer's rating, 1 to 5; where that fails they may try again. */
  async rate(rating: number, comment: string): Promise<void> {
    try {
      await this.hooks.rate(rating, comment.trim() || null);
    } catch (error) {
      return this.hooks.onFailed(error);
    }
    this.patch({ rated: rating });
    this.skipRating();
  }

  skipRating(): void {
    this.patch({ ending: "done", notice: null });
  }

  private patch(change: Partial<ChatState>): void {
    this.store.update((state) => ({ ...state, ...change }));
  }
}
