/** The widget's state and the pure steps from one to the next. */
import type { ConversationState, Language, Message } from "../shared/contract";
import type { FilesTaken, Session, Update } from "./api";
import type { Who } from "./identity";
import { type Look, PLAIN, type Words } from "./look";
import type { Outgoing, Unsent } from "./storage";

/** A line above the composer that tells of trouble. */
export type Notice = { kind: "slow_down"; wait_s: number } | { kind: "error"; detail: string } | { kind: "offline" };

/** A file on its way: `share` of it has been sent, in [0, 1]. */
export interface Upload {
  client_id: string;
  name: string;
  share: number;
  failed: boolean;
}

export interface ChatState {
  language: Language;
  look: Look;
  /** The launcher is on the page; a page may hide it and open the chat by itself. */
  shown: boolean;
  /** Who the page says the visitor is; null for a stranger. */
  who: Who | null;
  /** What the widget says by itself beside the launcher, or said before the chat was opened from it. */
  invitation: { text: Words; taken: boolean } | null;
  open: boolean;
  phase: "idle" | "starting" | "ready" | "unavailable";
  conversation: ConversationState;
  operator: string | null;
  /** Of the operator: a path on the server. */
  picture: string | null;
  /** Of one who waits for an operator: 1 for who is next. */
  position: number | null;
  /** Nobody is there before this time; null where somebody is, or nobody is waited for. */
  opensAt: string | null;
  greeting: string;
  quickQuestions: readonly string[];
  messages: readonly Message[];
  outgoing: readonly Outgoing[];
  /** What may be attached; null where nothing may. */
  files: FilesTaken | null;
  uploads: readonly Upload[];
  /** The agent's reply as far as it has been streamed. */
  draft: string;
  /** Text that the customer has read was taken back; told until they write again. */
  withdrawn: boolean;
  typing: "agent" | "operator" | null;
  connected: boolean;
  /** The customer has seen everything up to this message. */
  readSeq: number;
  notice: Notice | null;
  /** Where the customer is in ending the chat. */
  ending: "no" | "asking" | "rating" | "done";
  /** What the customer rated the conversation with, 1 to 5. */
  rated: number | null;
  /** The form before the chat was filled in, or passed over. */
  formDone: boolean;
}

export function initialState(language: Language): ChatState {
  return {
    language,
    look: PLAIN,
    shown: true,
    who: null,
    invitation: null,
    open: false,
    phase: "idle",
    conversation: "open",
    operator: null,
    picture: null,
    position: null,
    opensAt: null,
    greeting: "",
    quickQuestions: [],
    messages: [],
    outgoing: [],
    files: null,
    uploads: [],
    draft: "",
    withdrawn: false,
    typing: null,
    connected: false,
    readSeq: 0,
    notice: null,
    ending: "no",
    rated: null,
    formDone: false,
  };
}

/** Another conversation begins: what is the page's and not the conversation's stays. */
export function anew(state: ChatState): ChatState {
  const { look, shown, who, open, language } = state;
  return { ...initialState(language), look, shown, who, open };
}

/** The customer is asked for something before they write. */
export function formDue(state: ChatState): boolean {
  const silent = !state.messages.length && !state.outgoing.length && !state.uploads.length;
  return !!state.look.form && state.phase === "ready" && state.conversation === "open" && silent && !state.formDone;
}

export function lastSeq(state: ChatState): number {
  return state.messages.at(-1)?.seq ?? 0;
}

/** Replies that came while the panel was closed. */
export function unread(state: ChatState): number {
  return state.messages.filter((message) => message.role !== "customer" && message.seq > state.readSeq).length;
}

/** Takes in messages from any source, each once; a reply ends the draft, a customer's own ends its waiting copy. */
export function withMessages(state: ChatState, incoming: readonly Message[]): ChatState {
  const known = new Set(state.messages.map((message) => message.id));
  const fresh = incoming.filter((message) => !known.has(message.id) && known.add(message.id));
  if (!fresh.length) return state;
  const accepted = new Set(fresh.map((message) => message.client_id));
  const replied = fresh.some((message) => message.role !== "customer");
  const messages = [...state.messages, ...fresh].sort((a, b) => a.seq - b.seq);
  return {
    ...state,
    messages,
    readSeq: state.open ? (messages.at(-1)?.seq ?? 0) : state.readSeq,
    outgoing: state.outgoing.filter((item) => !accepted.has(item.client_id)),
    draft: replied ? "" : state.draft,
    typing: replied ? null : state.typing,
  };
}

/** Ready to chat; what was read of another conversation says nothing about this one. */
export function withSession(state: ChatState, session: Session, resumed: boolean): ChatState {
  return {
    ...withMessages(resumed ? state : { ...state, readSeq: 0, messages: [] }, session.messages),
    phase: "ready",
    conversation: session.state,
    operator: session.operator ?? null,
    picture: session.operator_picture ?? null,
    position: session.position ?? null,
    opensAt: session.opens_at ?? null,
    greeting: session.greeting,
    quickQuestions: session.quick_questions,
    files: session.files ?? null,
    notice: null,
  };
}

type Standing = Pick<Update, "state"> & Partial<Omit<Update, "messages">>;

export function withConversation(state: ChatState, standing: Standing): ChatState {
  const { state: now, operator = null, operator_picture: picture = null, position = null, opens_at: opensAt = null } = standing;
  // Who served a conversation that has ended is still worth knowing.
  const kept = now === "closed" && operator === null;
  const agentStopped = now !== "open" && state.typing === "agent";
  return {
    ...state,
    conversation: now,
    operator: kept ? state.operator : operator,
    picture: kept ? state.picture : picture,
    position,
    opensAt,
    typing: agentStopped || now === "closed" ? null : state.typing,
    draft: now === "open" ? state.draft : "",
    ending: now === "closed" && state.ending === "no" ? "asking" : state.ending,
  };
}

export function withOutgoing(state: ChatState, item: Unsent): ChatState {
  const others = state.outgoing.filter((other) => other.client_id !== item.client_id);
  return {
    ...state,
    outgoing: [...others, { ...item, failed: false }],
    withdrawn: false,
    typing: state.conversation === "open" ? "agent" : state.typing,
    notice: null,
  };
}

/** The upload as it stands now, among the others; a new one comes last. */
export function withUpload(state: ChatState, upload: Upload): ChatState {
  const known = state.uploads.some((one) => one.client_id === upload.client_id);
  const uploads = known
    ? state.uploads.map((one) => (one.client_id === upload.client_id ? upload : one))
    : [...state.uploads, upload];
  return { ...state, uploads };
}

export function withoutUpload(state: ChatState, client_id: string): ChatState {
  return { ...state, uploads: state.uploads.filter((one) => one.client_id !== client_id) };
}

export function withFailure(state: ChatState, client_id: string): ChatState {
  const outgoing = state.outgoing.map((item) => (item.client_id === client_id ? { ...item, failed: true } : item));
  return { ...state, outgoing, typing: outgoing.every((item) => item.failed) ? null : state.typing };
}
