import { backoffMs } from "../shared/backoff";
import type { Message } from "../shared/contract";
import { ApiError } from "./api";
import { pause } from "./connection";
import type { Unsent } from "./storage";

const ATTEMPTS = 6;
/** Longer waits than this are left to the customer ("try again"). */
const LONGEST_WAIT_S = 60;

export interface OutboxHandlers {
  /** Sends once. Repeating it with the same client_id is safe: the server recognises it. */
  send(item: Unsent): Promise<Message>;
  onSent(item: Unsent, message: Message): void;
  /** `error` is null when the server could not be reached. */
  onFailed(item: Unsent, error: ApiError | null): void;
  /** The server asked for a pause of so many seconds; it is sent by itself afterwards. */
  onSlowDown(wait_s: number): void;
}

/** Sends messages one after the other, in order, each until it is accepted or there is no hope. */
export class Outbox {
  private readonly waiting: Unsent[] = [];
  private busy = false;

  constructor(
    private readonly handlers: OutboxHandlers,
    private readonly sleep: (wait_ms: number) => Promise<void> = pause,
  ) {}

  add(item: Unsent): void {
    this.waiting.push(item);
    if (!this.busy) void this.drain();
  }

  private async drain(): Promise<void> {
    this.busy = true;
    for (let item = this.waiting.shift(); item; item = this.waiting.shift()) await this.deliver(item);
    this.busy = false;
  }

  private async deliver(item: Unsent): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        this.handlers.onSent(item, await this.handlers.send(item));
        return;
      } catch (error) {
        const refusal = error instanceof ApiError ? error : null;
        const wait_ms = attempt + 1 < ATTEMPTS ? this.waitBeforeRetry(refusal, attempt) : null;
        if (wait_ms === null) {
          this.handlers.onFailed(item, refusal);
          return;
        }
        await this.sleep(wait_ms);
      }
    }
  }

  /** Null where trying again cannot help. */
  private waitBeforeRetry(refusal: ApiError | null, attempt: number): number | null {
    if (refusal?.status === 429) {
      const wait_s = Math.max(1, refusal.retryAfter_s ?? 2 ** attempt);
      if (wait_s > LONGEST_WAIT_S) return null;
      this.handlers.onSlowDown(wait_s);
      return wait_s * 1000;
    }
    const temporary = refusal === null || refusal.status >= 500 || refusal.status === 408;
    return temporary ? backoffMs(attempt) : null;
  }
}
