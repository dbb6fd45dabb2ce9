import { backoffMs } from "../shared/backoff";
import { ApiError, type Opening, type Session, type WidgetApi } from "./api";
import { pause } from "./connection";
import type { Memory } from "./storage";

interface Hooks {
  opening(): Omit<Opening, "token">;
  /** `resumed` where it goes on with the conversation that this browser knew. */
  onStarted(session: Session, resumed: boolean): void;
  /** Whether somebody still waits for a session. */
  wanted(): boolean;
  onTrying(): void;
  onUnavailable(error: unknown): void;
  /** The server does not believe who the page says the visitor is. */
  onStranger(error: ApiError): void;
}

/** The visitor's session: started when first needed, once for all who need it, and known over page loads. */
export class SessionKeeper {
  private session: Promise<Session> | null = null;
  private trying = false;

  constructor(
    private readonly api: WidgetApi,
    private readonly memory: Memory,
    private readonly hooks: Hooks,
  ) {}

  /** The token of the session that there is, or of a new one. */
  async token(): Promise<string> {
    this.session ??= this.start().catch((error: unknown) => {
      this.session = null;
      throw error;
    });
    return (await this.session).token;
  }

  /** The next request asks for a session again, which is of a new conversation where the last one has ended. */
  renew(): void {
    this.session = null;
  }

  /** The server does not know the token any more. */
  forget(): void {
    this.renew();
    this.memory.set({ token: null });
  }

  /** For as long as somebody waits for it: a session, however long the server takes to be reached. */
  async keepTrying(): Promise<void> {
    if (this.trying) return;
    this.trying = true;
    for (let attempt = 0; this.hooks.wanted(); attempt++) {
      this.hooks.onTrying();
      try {
        await this.token();
      } catch (error) {
        this.hooks.onUnavailable(error);
        await pause(backoffMs(attempt));
      }
    }
    this.trying = false;
  }

  private async start(): Promise<Session> {
    const before = this.memory.get();
    const opening = { ...this.hooks.opening(), token: before.token };
    let session: Session;
    try {
      session = await this.api.startSession(opening);
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "bad_identity")) throw error;
      this.hooks.onStranger(error);
      opening.identity = null;
      session = await this.api.startSession(opening);
    }
    const person = opening.identity?.id ?? null;
    this.memory.set({ token: session.token, conversation: session.conversation_id, person });
    this.hooks.onStarted(session, before.conversation === session.conversation_id);
    return session;
  }
}
