import { backoffMs } from "../shared/backoff";
import type { Message } from "../shared/contract";
import { ApiError } from "./api";
import { pause } from "./connection";
import type { Unsent } from "./storage";

/** So often a message is sent to a server that answers, and answers with a failure of its own. */
const ATTEMPTS = 6;
/** A server that nobody reaches is asked again for as long as the page is there: the customer waits for it. */
const AWAY_MS = 5_000;
/** What a proxy answers for a server that is away, and a server that is starting or stopping. */
const AWAY = [502, 503, 504];
/** Longer waits than this are left to the customer ("try again"). */
const LONGEST_WAIT_S = 60;

export interface OutboxHandlers {
  /** Sends once. Repeating it with the same client_id is safe: the server recognises it. */
  send(item: Unsent): Promise<Message>;
  onSent(item: Unsent, message: Message): void;
  /** The server refuses it, or fails at it again and again. */
  onFailed(item: Unsent, error: ApiError): void;
  /** The server asked for a pause of so many seconds; it is sent by itself afterwards. */
  onSlowDown(wait_s: number): void;
}

/** Sends messages one after the other, in order, each until it is accepted or there is no hope. */
export class Outbox {
  private readonly waiting: Unsent[] = [];
  private busy = false;
  private waking: AbortController | null = null;

  constructor(
    private readonly handlers: OutboxHandlers,
    private readonly sleep: (wait_ms: number, woken?: AbortSignal) => Promise<void> = pause,
  ) {}

  add(item: Unsent): void {
    this.waiting.push(item);
    if (!this.busy) void this.drain();
  }

  /** The server is there again: what waits for it waits no longer. */
  wake(): void {
    this.waking?.abort();
  }

  private async drain(): Promise<void> {
    this.busy = true;
    for (let item = this.waiting.shift(); item; item = this.waiting.shift()) await this.deliver(item);
    this.busy = false;
  }

  private async deliver(item: Unsent): Promise<void> {
    for (let attempt = 0, refusals = 0; ; attempt++) {
      try {
        this.handlers.onSent(item, await this.handlers.send(item));
        return;
      } catch (error) {
        const refusal = error instanceof ApiError ? error : null;
        if (refusal === null || AWAY.includes(refusal.status)) {
          await this.untilThere(backoffMs(attempt, AWAY_MS));
          continue;
        }
        const wait_ms = ++refusals < ATTEMPTS ? this.waitBeforeRetry(refusal, attempt) : null;
        if (wait_ms === null) {
          this.handlers.onFailed(item, refusal);
          return;
        }
        await this.sleep(wait_ms);
      }
    }
  }

  private async untilThere(wait_ms: number): Promise<void> {
    this.waking = new AbortController();
    await this.sleep(wait_ms, this.waking.signal);
    this.waking = null;
  }

  /** Null where trying again cannot help. */
  private waitBeforeRetry(refusal: ApiError, attempt: number): number | null {
    if (refusal.status === 429) {
      const wait_s = Math.max(1, refusal.retryAfter_s ?? 2 ** attempt);
      if (wait_s > LONGEST_WAIT_S) return null;
      this.handlers.onSlowDown(wait_s);
      return wait_s * 1000;
    }
    return refusal.status >= 500 || refusal.status === 408 ? backoffMs(attempt) : null;
  }
}
