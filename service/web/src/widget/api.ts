import type { ConversationState, Language, Message } from "../shared/contract";
import type { SignedIdentity } from "./identity";

/** A refusal by the server, with its code and its sentence for a person. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    /** How long the server asks to wait; null where it does not say. */
    readonly retryAfter_s: number | null,
    /** What is wrong with which field of a form. */
    readonly fields: readonly { field: string; code: string }[] = [],
  ) {
    super(detail);
  }
}

export interface Session {
  token: string;
  conversation_id: string;
  state: ConversationState;
  language: Language | null;
  greeting: string;
  quick_questions: string[];
  messages: Message[];
  operator: string | null;
  /** A path on the server. */
  operator_picture: string | null;
  /** Of one who waits for an operator: 1 for who is next. */
  position: number | null;
  /** When somebody is there again; null where somebody is, or nobody is waited for. */
  opens_at: string | null;
  /** What may be attached; null where nothing may. */
  files: FilesTaken | null;
}

/** Endings of names with their dot, and bytes. */
export interface FilesTaken {
  types: string[];
  max_bytes: number;
}

export interface Update {
  messages: Message[];
  state: ConversationState;
  operator: string | null;
  operator_picture: string | null;
  position: number | null;
  opens_at: string | null;
}

/** What is told when a chat is opened. */
export interface Opening {
  language: Language;
  token: string | null;
  identity: SignedIdentity | null;
  /** What the widget had said by itself. */
  invitation: string | null;
}

/** What a customer filled in; with a `client_id` it is said as a message, too. */
export interface Filled {
  fields: Record<string, string>;
  topic: string;
  consent: boolean;
  client_id: string | null;
}

const TIMEOUT_MS = 15_000;

/** The server's widget endpoints. Every method raises ApiError when refused, and TypeError when unreachable. */
export class WidgetApi {
  constructor(
    private readonly server: string,
    private readonly account: string | null,
    /** The chat is the page: what brought the customer is the page around it. */
    private readonly framed = false,
  ) {}

  /** Where what the server names by its path is to be had. */
  address(path: string): string {
    return this.server + path;
  }

  startSession(opening: Opening): Promise<Session> {
    const referrer = document.referrer || null;
    const page = (this.framed && referrer) || location.href;
    return this.json("POST", "sessions", null, { ...opening, account: this.account, page, referrer });
  }

  leave(token: string, filled: Filled): Promise<{ message: Message | null }> {
    return this.json("POST", "contact", token, filled);
  }

  messages(token: string, after: number): Promise<Update> {
    return this.json("GET", `messages?after=${after}`, token);
  }

  async send(token: string, text: string, client_id: string): Promise<Message> {
    const answer = await this.json<{ message: Message }>("POST", "messages", token, { text, client_id });
    return answer.message;
  }

  /** By XMLHttpRequest, since fetch does not tell how much has been sent. */
  upload(token: string, file: File, client_id: string, onProgress: (share: number) => void): Promise<Message> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", this.url(`files?${new URLSearchParams({ name: file.name, client_id })}`));
      request.setRequestHeader("Authorization", `Bearer ${token}`);
      request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
      request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
      request.onerror = () => reject(new TypeError("The server cannot be reached."));
      request.onload = () => {
        accepted(new Response(request.responseText, { status: request.status }))
          .then((response) => response.json() as Promise<{ message: Message }>)
          .then(({ message }) => resolve(message), reject);
      };
      request.send(file);
    });
  }

  async file(token: string, id: string): Promise<Blob> {
    const options: RequestInit = { headers: { Authorization: `Bearer ${token}` }, credentials: "omit" };
    return (await accepted(await fetch(this.url(`files/${encodeURIComponent(id)}`), options))).blob();
  }

  /** Answers with nothing. */
  async typing(token: string): Promise<void> {
    const headers = { Authorization: `Bearer ${token}` };
    await accepted(await fetch(this.url("typing"), { method: "POST", headers, credentials: "omit" }));
  }

  close(token: string, solved: boolean | null): Promise<{ state: ConversationState }> {
    return this.json("POST", "close", token, { solved });
  }

  rate(token: string, rating: number, comment: string | null): Promise<unknown> {
    return this.json("POST", "rating", token, { rating, comment });
  }

  /** The bytes of the event stream from after message `after`. */
  async stream(token: string, after: number, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const headers = { Authorization: `Bearer ${token}`, Accept: "text/event-stream" };
    const options: RequestInit = { headers, signal, credentials: "omit", cache: "no-store" };
    const response = await accepted(await fetch(this.url(`stream?after=${after}`), options));
    if (!response.body) throw new TypeError("The browser gives no streamed body.");
    return response.body;
  }

  private url(path: string): string {
    return `${this.server}/api/widget/${path}`;
  }

  private async json<T>(method: string, path: string, token: string | null, body?: unknown): Promise<T> {
    const headers: Record<string, string> = {};
    if (token) headers["Authorization"] = `Bearer ${token}`;
    const options: RequestInit = { method, headers, credentials: "omit", signal: AbortSignal.timeout(TIMEOUT_MS) };
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
      options.body = JSON.stringify(body);
    }
    const response = await accepted(await fetch(this.url(path), options));
    return (await response.json()) as T;
  }
}

async function accepted(response: Response): Promise<Response> {
  if (response.ok) return response;
  // A proxy in between may answer with HTML: then the status says all there is to know.
  const body = (await response.json().catch(() => ({}))) as { error?: string; detail?: string; fields?: ApiError["fields"] };
  const wait_s = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const detail = body.detail ?? `The server answered with status ${response.status}.`;
  const retryAfter_s = Number.isFinite(wait_s) ? wait_s : null;
  throw new ApiError(response.status, body.error ?? "unknown", detail, retryAfter_s, body.fields);
}
