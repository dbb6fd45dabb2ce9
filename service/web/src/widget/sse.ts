/** Server-sent events read from fetch, because EventSource cannot send an Authorization header.
 * Format: https://html.spec.whatwg.org/multipage/server-sent-events.html */

export interface ServerEvent {
  event: string;
  data: string;
  id: string | null;
}

/** Yields events as they arrive; `onActivity` is called for any bytes at all, heartbeat comments included. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  onActivity: () => void,
): AsyncGenerator<ServerEvent, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventParser();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onActivity();
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    // Cancelling an already failed stream rejects with the failure that the reader has just reported.
    await reader.cancel().catch(() => undefined);
  }
}

/** Assembles events from text that may be cut anywhere. */
export class EventParser {
  private rest = "";
  private event = "";
  private data: string[] = [];
  private id: string | null = null;

  push(text: string): ServerEvent[] {
    const events: ServerEvent[] = [];
    this.rest += text;
    // A final \r may be the first half of \r\n: leave it until more comes.
    const lines = this.rest.split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") this.dispatch(events);
      else this.field(line);
    }
    return events;
  }

  private field(line: string): void {
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "event") this.event = value;
    else if (name === "data") this.data.push(value);
    else if (name === "id") this.id = value;
  }

  private dispatch(events: ServerEvent[]): void {
    if (this.data.length) events.push({ event: this.event || "message", data: this.data.join("\n"), id: this.id });
    this.event = "";
    this.data = [];
  }
}
