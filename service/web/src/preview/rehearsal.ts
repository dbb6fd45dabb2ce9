import type { Message } from "../shared/contract";
import { randomId } from "../shared/ids";
import { type Filled, type Session, type Update, WidgetApi } from "../widget/api";

/** A server that keeps nothing and asks nobody: what is said in the preview goes nowhere. */
export class Rehearsal extends WidgetApi {
  greeting = "";
  questions: string[] = [];
  private said: Message[] = [];

  constructor() {
    super("", null);
  }

  override startSession(): Promise<Session> {
    this.said = [];
    return Promise.resolve({
      token: "preview",
      conversation_id: randomId(),
      state: "open",
      language: null,
      greeting: this.greeting,
      quick_questions: this.questions,
      messages: [],
      files: { types: [], max_bytes: 0 },
      operator: null,
      operator_picture: null,
      position: null,
      opens_at: null,
    });
  }

  override messages(): Promise<Update> {
    return Promise.resolve({ messages: [], state: "open", operator: null, operator_picture: null, position: null, opens_at: null });
  }

  override send(_token: string, text: string, client_id: string): Promise<Message> {
    const seq = this.said.length + 1;
    const bare = { citations: [], delivery: null, choices: [], card: null, attachments: [], author: null };
    const message: Message = { ...bare, id: `m${seq}`, seq, role: "customer", text, at: new Date().toISOString(), client_id };
    this.said.push(message);
    return Promise.resolve(message);
  }

  override leave(_token: string, _filled: Filled): Promise<{ message: null }> {
    return Promise.resolve({ message: null });
  }

  override close(): Promise<{ state: "closed" }> {
    return Promise.resolve({ state: "closed" });
  }

  override rate(): Promise<unknown> {
    return Promise.resolve({});
  }

  override stream(): Promise<ReadableStream<Uint8Array>> {
    return Promise.resolve(new ReadableStream());
  }
}
