/** The inbox: which conversations, in which order, and what an operator has seen of them. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { request, withQuery, type Query } from "./http";
import type { ConversationRow } from "./types";

export const STATES = ["waiting", "mine", "open", "human", "closed"] as const;
export const RISKS = ["any", "urgent", "upset", "escalating"] as const;

/** What the list is narrowed to; undefined leaves everything in. `queue` "mine": without other groups' hand-offs. */
export interface InboxFilter {
  state?: (typeof STATES)[number] | undefined;
  queue?: "mine" | undefined;
  channel?: string | undefined;
  account?: string | undefined;
  group?: string | undefined;
  risk?: (typeof RISKS)[number] | undefined;
  language?: string | undefined;
  /** That operators gave the customer. */
  tag?: string | undefined;
  q?: string | undefined;
}

/** Where the words that were looked for stand: a message, or the customer's name. */
export interface Finding {
  message_id: string | null;
  role: string | null;
  at: string | null;
  parts: { text: string; hit: boolean }[];
}

export interface InboxRow extends ConversationRow {
  /** The reader has it. */
  mine: boolean;
  unread: number;
  /** Null where nobody waits for an operator's reply. */
  waiting_since: string | null;
  /** The grader of escalation risk warns. */
  escalating: boolean;
  found: Finding | null;
}

export interface InboxPage {
  conversations: InboxRow[];
  next: string | null;
  limits: { first_response_s: number; nobody_comes_s: number };
}

export interface InboxOptions {
  accounts: { id: string; channel: string; name: string }[];
  groups: { id: string; name: string }[];
  languages: string[];
  tags: string[];
}

const PAGE = 100;

export function fetchInbox(filter: InboxFilter, more: { cursor?: string; ids?: string[] } = {}): Promise<InboxPage> {
  const path = withQuery("/api/conversations", { ...filter, cursor: more.cursor, limit: PAGE } as Query);
  const again = (more.ids ?? []).map((id) => `&ids=${encodeURIComponent(id)}`).join("");
  return request("GET", path + again);
}

/** Its pages stay as they were loaded: what changes is merged into them (`useInbox`), or a long list would be loaded anew. */
export function inboxQuery(filter: InboxFilter) {
  return infiniteQueryOptions({
    queryKey: ["inbox", filter],
    queryFn: ({ pageParam }) => fetchInbox(filter, pageParam ? { cursor: pageParam } : {}),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnMount: false,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
}

export const inboxOptionsQuery = queryOptions({
  queryKey: ["inbox-options"],
  queryFn: () => request<InboxOptions>("GET", "/api/conversations/options"),
  staleTime: 60_000,
});

export const markRead = (id: string, seq: number): Promise<void> =>
  request("POST", `/api/conversations/${encodeURIComponent(id)}/read`, { seq });
