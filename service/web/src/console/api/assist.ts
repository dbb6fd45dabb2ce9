/** Help for who is about to reply. */
import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";

export const WAYS = ["shorter", "friendlier", "formal", "translated"] as const;
export type Way = (typeof WAYS)[number];

export interface Passage {
  document_id: string;
  document: string;
  title: string;
  chunk_id: string;
  headings: string[];
  text: string;
  access: string;
}

/** The words of a document that support a suggestion. */
export interface Quote {
  document: string;
  title: string;
  chunk_id: string;
  quote: string;
}

/** What could be answered to `asked`; `reply` is null where nothing on record answers it. */
export interface Suggestion {
  asked: string;
  reply: string | null;
  citations: Quote[];
  confidence: number;
  related: Passage[];
  rewrites: boolean;
}

const path = (id: string): string => `/api/conversations/${encodeURIComponent(id)}`;

/** Asked anew with each of the customer's messages, and with what the operator has begun to write. */
export function suggestionQuery(id: string, lastAsked: string | undefined, begun = "") {
  return queryOptions({
    queryKey: ["suggestion", id, lastAsked ?? "", begun],
    queryFn: () =>
      begun
        ? request<Suggestion>("POST", `${path(id)}/suggestion`, { draft: begun })
        : request<Suggestion>("GET", `${path(id)}/suggestion`),
    staleTime: Infinity,
    enabled: lastAsked !== undefined,
  });
}

export const reword = (id: string, text: string, how: Way): Promise<{ text: string }> =>
  request("POST", `${path(id)}/rewording`, { text, how });
