/** Everything that pages read. Keys begin with the topic that `/api/events` names when it changes. */
import { queryOptions } from "@tanstack/react-query";
import { request, withQuery } from "./http";
import type { InboxPage } from "./inbox";
import type {
  Access,
  ConversationDetail,
  CustomerMemory,
  CustomerRecord,
  Difference,
  DocumentPage,
  DocumentPassage,
  Finding,
  KnowledgeDocument,
  Me,
  SearchResult,
} from "./types";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => request<Me>("GET", "/api/auth/me"),
  retry: false,
  staleTime: Infinity,
});

/** Under the conversation, whose changes bring new facts. */
export function memoryQuery(customer: string, conversation: string) {
  return queryOptions({
    queryKey: ["conversation", conversation, "memory", customer],
    queryFn: () => request<CustomerMemory>("GET", `/api/customers/${encodeURIComponent(customer)}/memory`),
  });
}

/** What the shop's own systems say of the customer. */
export function recordQuery(customer: string, conversation: string) {
  return queryOptions({
    queryKey: ["conversation", conversation, "record", customer],
    queryFn: () => request<CustomerRecord>("GET", `/api/customers/${encodeURIComponent(customer)}/record`),
  });
}

export const documentsQuery = queryOptions({
  queryKey: ["documents"],
  queryFn: () => request<{ documents: KnowledgeDocument[] }>("GET", "/api/documents"),
});

const documentPath = (id: string): string => `/api/documents/${encodeURIComponent(id)}`;

export function documentQuery(id: string) {
  return queryOptions({
    queryKey: ["documents", id],
    queryFn: () => request<DocumentPage>("GET", documentPath(id)),
  });
}

export function passagesQuery(id: string, version: number) {
  return queryOptions({
    queryKey: ["documents", id, "passages", version],
    queryFn: () => request<{ passages: DocumentPassage[] }>("GET", `${documentPath(id)}/versions/${version}/passages`),
  });
}

export function diffQuery(id: string, before: number, after: number) {
  return queryOptions({
    queryKey: ["documents", id, "diff", before, after],
    queryFn: () =>
      request<{ differences: Difference[] }>("GET", withQuery(`${documentPath(id)}/diff`, { before, after })),
  });
}

/** What customers, or operators, would be answered from. */
export function knowledgeSearchQuery(q: string, audience: Access, language: string) {
  return queryOptions({
    queryKey: ["documents", "search", q, audience, language],
    queryFn: () => request<SearchResult>("GET", withQuery("/api/knowledge/search", { q, audience, language })),
    enabled: q.trim() !== "",
  });
}

/** The server reads the whole base for it: asked for once, then when the documents change. */
export const knowledgeHealthQuery = queryOptions({
  queryKey: ["documents", "health"],
  queryFn: () => request<{ findings: Finding[] }>("GET", "/api/knowledge/health"),
  staleTime: 60_000,
});

/** Who waits, in the reader's own queue: what goes to other groups of operators is theirs. */
export const waitingQuery = queryOptions({
  queryKey: ["conversations", "waiting", "first"],
  queryFn: () => request<InboxPage>("GET", "/api/conversations?state=waiting&queue=mine&limit=50"),
});

export function conversationQuery(id: string) {
  return queryOptions({
    queryKey: ["conversation", id],
    queryFn: () => request<ConversationDetail>("GET", `/api/conversations/${encodeURIComponent(id)}`),
  });
}
