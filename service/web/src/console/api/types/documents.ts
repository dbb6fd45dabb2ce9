/** Documents, their versions and what is found in them, as the server sends them. */

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
  /** Both sides of a reworded passage as one. */
  words: { kind: "same" | "removed" | "added"; text: string }[];
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
    /** What each stage says of it; null where it says nothing. */
    dense: number | null;
    sentence: number | null;
    words: number | null;
    crowd: number | null;
    fused: number;
    reranked: number | null;
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
