import type { Message } from "../../src/shared/contract";

export function message(seq: number, change: Partial<Message> = {}): Message {
  return {
    id: `m${seq}`,
    seq,
    role: "agent",
    text: `text ${seq}`,
    at: "2026-01-02T03:04:05Z",
    citations: [],
    client_id: null,
    delivery: null,
    choices: [],
    card: null,
    attachments: [],
    author: null,
    ...change,
  };
}
