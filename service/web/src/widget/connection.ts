import { backoffMs } from "../shared/backoff";
import { Watchdog } from "../shared/watchdog";
import { ApiError } from "./api";
import { readEvents, type ServerEvent } from "./sse";

/** A connection that lasted this long was a good one: the next attempt starts without delay. */
const GOOD_AFTER_MS = 5_000;

export interface ConnectionHandlers {
  open(signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
  onUp(): void;
  /** Lost or not reached; another attempt follows by itself. */
  onDown(): void;
  onEvent(event: ServerEvent): void;
  /** The server refuses for good (bad token): no further attempt is made. */
  onRefused(): void;
}

/** Keeps one event stream open, with back-off between attempts and an early one when the network returns. */
export class LiveConnection {
  private controller: AbortController | null = null;

  constructor(private readonly handlers: ConnectionHandlers) {}

  start(): void {
    if (this.controller) return;
    this.controller = new AbortController();
    void this.run(this.controller.signal);
  }

  stop(): void {
    this.controller?.abort();
    this.controller = null;
  }

  private async run(stopped: AbortSignal): Promise<void> {
    let attempt = 0;
    while (!stopped.aborted) {
      const startedAt_ms = performance.now();
      try {
        await this.follow(stopped);
      } catch (error) {
        if (error instanceof ApiError && (error.status === 401 || error.status === 403)) {
          if (!stopped.aborted) this.handlers.onRefused();
          return;
        }
      }
      if (stopped.aborted) return;
      this.handlers.onDown();
      attempt = performance.now() - startedAt_ms > GOOD_AFTER_MS ? 0 : attempt + 1;
      await pause(backoffMs(attempt), stopped);
    }
  }

  private async follow(stopped: AbortSignal): Promise<void> {
    const attempt = new AbortController();
    const giveUp = (): void => attempt.abort();
    stopped.addEventListener("abort", giveUp);
    const watchdog = new Watchdog(giveUp);
    try {
      const body = await this.handlers.open(attempt.signal);
      this.handlers.onUp();
      for await (const event of readEvents(body, () => watchdog.heard())) {
        if (stopped.aborted) return;
        this.handlers.onEvent(event);
      }
    } finally {
      watchdog.stop();
      stopped.removeEventListener("abort", giveUp);
    }
  }
}

/** Resolves after a while, or at once when the browser comes back online or the signal is aborted. */
export function pause(wait_ms: number, stopped?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      removeEventListener("online", finish);
      stopped?.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, wait_ms);
    addEventListener("online", finish);
    stopped?.addEventListener("abort", finish);
  });
}
