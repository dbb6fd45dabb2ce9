/** The admin API's records, as the server sends them. */
import type { Citation, ConversationState, Message } from "../../shared/contract";

export interface Me {
  email: string;
  name: string;
}

export type Status = "draft" | "in_review" | "scheduled" | "published" | "superseded" | "expired" | "retired";
export type Access = "public" | "operators";

/** In its published version, else in its newest; `latest_*` differ where a newer one waits. */
export interface KnowledgeDocument {
  id: string;
  name: string;
  title: string;
  media_type: string;
  size_bytes: number;
  version: number;
  status: Status;
  latest_version: number;
  latest_status: Status;
  chunk_count: number;
  access: Access;
  products: string[];
  updated_at: string;
}

export interface Version {
  version: number;
  status: Status;
  title: string;
  size_bytes: number;
  chunk_count: number;
  created_at: string;
  created_by: string;
  valid_from: string | null;
  valid_until: string | null;
}

export interface DocumentEvent {
  version: number | null;
  at: string;
  actor: string;
  action: string;
  detail: string;
}

export interface DocumentPage {
  document: KnowledgeDocument;
  versions: Version[];
  events: DocumentEvent[];
}

export type LifecycleAction = "submit" | "send_back" | "publish" | "roll_back" | "retire";

export interface DocumentPassage {
  id: string;
  headings: string[];
  question: string;
  text: string;
  language: string;
}

export interface Difference {
  kind: "same" | "changed" | "removed" | "added";
  before: DocumentPassage | null;
  after: DocumentPassage | null;
}

export interface FetchedPage {
  document: string;
  outcome: "created" | "replaced" | "unchanged" | "retired" | "skipped" | "failed";
  chunks: number;
  error: string | null;
}

export interface Finding {
  kind: string;
  severity: "high" | "medium" | "low";
  summary: { en: string; zh: string };
  documents: string[];
  /** As `documents`; null where it has been deleted meanwhile. */
  document_ids: (string | null)[];
  evidence: { document: string; chunk_id: string; text: string; values: string[] }[];
}

export interface SearchResult {
  confidence: number;
  answer_threshold: number;
  found: {
    document_id: string;
    document: string;
    title: string;
    chunk_id: string;
    headings: string[];
    question: string;
    text: string;
    access: Access;
    score: number;
  }[];
}

export interface Uploaded {
  document: KnowledgeDocument;
  outcome: "created" | "replaced" | "unchanged";
  chunks_embedded: number;
  /** What of the file was not read, a sentence each. */
  skipped: string[];
}

/** What became of the files of an archive. */
export interface Unpacked {
  outcome: "unpacked";
  documents: Uploaded[];
  not_taken: { name: string; reason: string }[];
}

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
  /** Replies that have not reached the customer. */
  unsent: number;
  /** Above 0 where the customer has waited so long that they were told. */
  priority: number;
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

export interface Turn {
  id: string;
  message_ids: string[];
  reply_ids: string[];
  replied_by: "agent" | "operator" | null;
  language: string | null;
  intent: string | null;
  sentiment: { label: string; upset: number } | null;
  confidence: number | null;
  answered: boolean | null;
  citations: Citation[];
  passages: Passage[];
  handoff: string | null;
  model: string | null;
  usage: Usage;
  latency_ms: number | null;
  tool_calls: ToolCall[];
  grades: Grade[];
  pending: number;
}

export interface LeadField {
  type: string;
  value: string;
  raw: string;
  /** `basis`: how it was given. */
  consent: { basis: string; at: string };
}

export interface Lead {
  id: string;
  conversation_id: string;
  customer_id: string;
  channel: string;
  /** Where the conversation began. */
  source: { page?: string; referrer?: string };
  name: string | null;
  fields: LeadField[];
  intent: string | null;
  created_at: string;
}

/** What the operator gets with a hand-off; `written_by` is "extractive" for the customer's own words. */
export interface Briefing {
  summary: string;
  written_by: string;
  upset: number;
  trend: "rising" | "steady" | "falling";
  contacts: { type: string; value: string }[];
  orders: string[];
  documents: string[];
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

export interface ConversationDetail {
  conversation: ConversationRow;
  messages: Message[];
  turns: Turn[];
  leads: Lead[];
  handoffs: Handoff[];
}

/** A share with its 95 % Wilson interval; `value` is null where nothing was counted. */
export interface Rate {
  value: number | null;
  n: number;
  successes: number;
  low: number | null;
  high: number | null;
}

export interface CutRate extends Rate {
  agent_alone: Rate;
  with_operator: Rate;
}

export interface Durations {
  n: number;
  p50_s: number | null;
  p90_s: number | null;
  mean_s: number | null;
}

export interface Kpis {
  started: number;
  opened: number;
  closed: number;
  resolution: { confirmed: CutRate; assumed: CutRate; durable: CutRate & { pending: number } };
  transfer: Rate & { by_reason: Record<string, Rate> };
  lead_capture: Rate;
  /** First response times: whoever replied, and operators alone. */
  frt: Durations;
  operator_frt: Durations;
  grading: { turns: number; graded: number; pending: number; could_not_grade: number };
}

export interface KpiReport {
  since: string | null;
  until: string | null;
  groups: { key: Record<string, string | null>; kpis: Kpis }[];
}

/** Another program's key, by its first characters. */
export interface ApiKey {
  id: string;
  name: string;
  start: string;
  created_at: string;
  used_at: string | null;
  revoked_at: string | null;
}
