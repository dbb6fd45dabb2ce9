/** What widget and console both receive from the server: see the API's OpenAPI page for the whole of it. */

export type Language = "en" | "zh";
export type Role = "customer" | "agent" | "operator";
export type ConversationState = "open" | "waiting" | "human" | "closed";
export type Delivery = "pending" | "sent" | "failed" | "uncertain" | "left";

export interface Citation {
  document: string;
  title: string;
  chunk_id: string;
  quote: string;
}

/** What a customer attached; `picture`: its address shows it in place. */
export interface Attachment {
  id: string;
  name: string | null;
  media_type: string | null;
  /** In bytes; null until it is stored. */
  size: number | null;
  state: "wanted" | "stored" | "failed";
  error: string | null;
  /** What it says; null until it was read. */
  text: string | null;
  picture: boolean;
}

/** A form for contact details: their kinds (`phone`, `email`, `wechat`, ...), in the order to ask for them. */
export interface LeadCard {
  kind: "lead";
  fields: string[];
}

/** The operator who wrote a message; `picture` is a path on the server. */
export interface Author {
  name: string;
  picture: string | null;
}

export interface Message {
  id: string;
  /** Grows within a conversation; the position in its stream. */
  seq: number;
  role: Role;
  text: string;
  /** ISO 8601, UTC. */
  at: string;
  citations: Citation[];
  /** Chosen by the sender, so that a repeated send is recognised. */
  client_id: string | null;
  delivery: Delivery | null;
  /** Short answers that it offers. */
  choices: string[];
  /** The form for the details that its text asks for; what is filled in is sent as a message, in words. */
  card: LeadCard | null;
  attachments: Attachment[];
  /** Null for customers and the agent. */
  author: Author | null;
}
