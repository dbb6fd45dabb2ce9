/** Conversations, their turns, leads and hand-offs, as the server sends them. */
import type { ThreadEntry } from "../desk";
import type { Citation, ConversationState, Delivery, Message } from "../../../shared/contract";

export type Urgency = "low" | "normal" | "high";

export interface ConversationRow {
  id: string;
  state: ConversationState;
  channel: string;
  account: string;
  customer: { id: string; name: string | null };
  language: string | null;
  started_at: string;
  last_message_at: string | null;
  preview: string;
  handoff_reason: string | null;
  operator: string | null;
  turns: number;
  upset: number | null;
  urgency: Urgency;
  /** Of being upset: rising is getting worse. */
  trend: "rising" | "steady" | "falling";
  /** Whether the mood has turned for the worse so far that somebody should look. */
  worse: boolean;
  /** Replies that have not reached the customer. */
  unsent: number;
  /** Above 0 where the customer has waited so long that they were told. */
  priority: number;
  /** Until when `operator` has to answer what was given to them; null where they have, or nobody was given it. */
  answer_by: string | null;
  /** Of operators, to whom it goes. */
  group: string | null;
  /** What it was about, once it has ended; `written_by` is "extractive" for the customer's own words. */
  summary: { text: string; written_by: string } | null;
}

export interface ConversationPage {
  conversations: ConversationRow[];
  next: string | null;
}

export interface Grade {
  grader: string;
  stage: string;
  label: string;
  /** In [0, 1], 1 is good; null where the label is no judgement. */
  score: number | null;
  reason: string;
  evidence: string[];
  version: string;
  /** Null where it is not known when. */
  at: string | null;
}

export interface Passage {
  document: string;
  chunk_id: string;
  text: string;
  score: number;
}

/** Tokens of chat models, cached ones among the input; `cost` is a decimal, null where a model has no known price. */
export interface Usage {
  input_tokens: number;
  cached_input_tokens: number;
  output_tokens: number;
  cost: string | null;
  /** ISO 4217. */
  currency: string;
}

/** Contact details in `arguments` are masked. */
export interface ToolCall {
  name: string;
  arguments: Record<string, unknown>;
  outcome: string;
  elapsed_ms: number;
}

/** What was done to a reply before the customer got it; `reason` is what was wrong with a draft, by its kind. */
export interface Edit {
  act: string;
  text: string;
  reason: string;
}

export interface Turn {
  id: string;
  message_ids: string[];
  reply_ids: string[];
  replied_by: "agent" | "operator" | null;
  language: string | null;
  intent: string | null;
  sentiment: { label: string; upset: number } | null;
  /** Null in turns of a version that did not know it. */
  urgency: Urgency | null;
  order_numbers: string[];
  confidence: number | null;
  answered: boolean | null;
  citations: Citation[];
  passages: Passage[];
  handoff: string | null;
  model: string | null;
  usage: Usage;
  latency_ms: number | null;
  tool_calls: ToolCall[];
  edits: Edit[];
  grades: Grade[];
  pending: number;
}

export interface LeadField {
  type: string;
  value: string;
  raw: string;
  /** `basis`: how it was given. */
  consent: { basis: string; at: string; purpose: string | null };
}

export interface Lead {
  id: string;
  conversation_id: string;
  customer_id: string;
  channel: string;
  /** Where the conversation began. */
  source: Record<string, string>;
  name: string | null;
  fields: LeadField[];
  intent: string | null;
  created_at: string;
  person_id: string | null;
}

/** What the operator gets with a hand-off; `written_by` is "extractive" for the customer's own words. */
export interface Briefing {
  summary: string;
  written_by: string;
  upset: number;
  trend: "rising" | "steady" | "falling";
  /** This and the two counts are null in hand-offs of a version that did not know them. */
  urgency: Urgency | null;
  /** Turns in which the customer says that they said it before. */
  repeats: number | null;
  unanswered: number | null;
  contacts: { type: string; value: string }[];
  orders: string[];
  documents: string[];
  /** Of documents by name, as far as they have one. */
  titles: Record<string, string>;
  tried: { question: string; answered: boolean; documents: string[] }[];
}

export interface Handoff {
  reason: string;
  /** More exact than the reason. */
  rule: string;
  at: string;
  claimed_at: string | null;
  operator: string | null;
  told: number;
  promised_at: string | null;
  ended_at: string | null;
  ended_by: string | null;
  briefing: Briefing | null;
}

/** The customer's, 1 to 5. */
export interface Rating {
  rating: number;
  comment: string | null;
}

/** A reply that did not arrive, or may not have; `fault` is the reason, `error` a sentence with the platform's own words. */
export interface Undelivered {
  message_id: string;
  state: Delivery;
  fault: string | null;
  error: string | null;
  /** Of a long reply that went out in several parts. */
  parts: number;
  of_parts: number;
  decided: { decision: "again" | "leave"; by: string; at: string } | null;
}

/** What the platform still takes; `max_replies` and `left` are null where it counts none. */
export interface Allowance {
  until: string | null;
  /** Nothing may be sent before the customer writes again. */
  over: boolean;
  max_replies: number | null;
  left: number | null;
  text_limit: { maximum: number; unit: "characters" | "utf16" | "utf8" } | null;
}

export interface ConversationDetail {
  conversation: ConversationRow;
  /** The reader has it. */
  mine: boolean;
  /** How it ended: the id of one of the dispositions. */
  disposition: string | null;
  /** What brought the customer: page, referrer, campaign, ad, the account's label. */
  source: Record<string, string>;
  /** Null until the customer has rated it. */
  rating: Rating | null;
  messages: Message[];
  turns: Turn[];
  leads: Lead[];
  handoffs: Handoff[];
  /** What operators did and noted, in the order of time. */
  entries: ThreadEntry[];
  undelivered: Undelivered[];
  /** Null where the platform sets no limit on replies. */
  allowance: Allowance | null;
}

/** One thing that the customer told; without `expires_at` it is kept for good. */
export interface Fact {
  type: string;
  value: string;
  conversation_id: string;
  turn_id: string;
  at: string;
  expires_at: string | null;
}

export interface CustomerMemory {
  facts: Fact[];
  /** When and by whom their data were deleted. */
  erasures: { at: string; by: string; conversations: number; messages: number }[];
}

/** What the shop's own systems say of a customer; amounts are strings. */
export interface CustomerRecord {
  tags: string[];
  value: string | null;
  currency: string | null;
  system: string | null;
  updated_at: string | null;
  orders: { number: string; status: string; amount: string | null; currency: string | null; at: string; system: string }[];
}
