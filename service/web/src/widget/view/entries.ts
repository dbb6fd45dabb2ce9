import type { Attachment, Author, Citation, Language, LeadCard, Message, Role } from "../../shared/contract";
import { STRINGS } from "../i18n";
import type { ChatState } from "../state";

/** One line of the log, wherever it comes from. */
export interface Entry {
  /** Stays the same when a message on its way out becomes a stored one, so that it is not read out twice. */
  key: string;
  role: Role;
  text: string;
  citations: readonly Citation[];
  /** ISO 8601; null for what the server has not stored. */
  at: string | null;
  delivery: "done" | "sending" | "failed";
  client_id: string | null;
  /** Answers to tap, while nothing was said after it. */
  choices: readonly string[];
  /** The form for the details that it asks for, while the customer has said nothing after it. */
  card: LeadCard | null;
  /** What an operator sent. */
  attachments: readonly Attachment[];
  /** The operator who wrote it. */
  author: Author | null;
  /** Of a file on its way: how much of it has been sent, in [0, 1]. */
  share?: number;
  /** The first of several in a row by the same person. */
  first: boolean;
}

function fileNames({ attachments }: Message, language: Language): string {
  return attachments.map(({ name }) => STRINGS[language].file(name ?? "?")).join("\n");
}

/** The greeting, the stored messages in order, then what is on its way. */
export function entries(state: ChatState): Entry[] {
  const bare = { citations: [], at: null, client_id: null, first: true, choices: [], card: null, attachments: [], author: null };
  const { invitation, language } = state;
  const invited = invitation?.taken ? invitation.text[language] || invitation.text.en || invitation.text.zh : "";
  const said = invited || state.greeting;
  const greeting: Entry[] = state.greeting
    ? [{ ...bare, key: `greeting ${said}`, role: "agent", text: said, delivery: "done", choices: state.quickQuestions }]
    : [];
  const stored = state.messages.map(
    (message): Entry => ({
      ...message,
      text: fileNames(message, state.language) || message.text,
      attachments: message.role === "operator" ? message.attachments : [],
      key: message.client_id ?? message.id,
      delivery: "done",
      first: true,
    }),
  );
  const outgoing = state.outgoing.map(
    ({ client_id, text, failed }): Entry => ({
      ...bare,
      key: client_id,
      role: "customer",
      text,
      client_id,
      delivery: failed ? "failed" : "sending",
    }),
  );
  const uploads = state.uploads.map(
    ({ client_id, name, share, failed }): Entry => ({
      ...bare,
      key: client_id,
      role: "customer",
      text: STRINGS[state.language].file(name),
      client_id,
      delivery: failed ? "failed" : "sending",
      share,
    }),
  );
  const all = [...greeting, ...stored, ...outgoing, ...uploads];
  const spoke = all.findLastIndex(({ role }) => role === "customer");
  const asks = (index: number): boolean => index > spoke && state.conversation !== "closed";
  const offers = (index: number): boolean => index === all.length - 1 && state.conversation !== "closed";
  return all.map((entry, index) => ({
    ...entry,
    first: all[index - 1]?.role !== entry.role || all[index - 1]?.author?.name !== entry.author?.name,
    choices: offers(index) ? entry.choices : [],
    card: asks(index) ? (entry.card ?? null) : null,
  }));
}
