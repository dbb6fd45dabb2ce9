/** The server says something every 15 s, a heartbeat if nothing else: a connection that is silent for so long is dead. */
const SILENCE_LIMIT_MS = 40_000;
/** By the clock, and looked at so often: a timer stands still while the computer sleeps. */
const LOOK_EVERY_MS = 5_000;

/** Calls `onSilence`, once, when nothing was heard for too long: a connection that sleep or a router has cut tells nobody. */
export class Watchdog {
  private heardAt_ms = Date.now();
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(onSilence: () => void) {
    this.timer = setInterval(() => {
      if (Date.now() - this.heardAt_ms < SILENCE_LIMIT_MS) return;
      this.stop();
      onSilence();
    }, LOOK_EVERY_MS);
  }

  heard(): void {
    this.heardAt_ms = Date.now();
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
