/** Trying the documents, how they are used, and words of one's own, as the server sends and takes it. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { refusal, request, withQuery } from "./http";
import type { Access, FetchedPage } from "./types";

export interface UseCounts {
  cited: number;
  well: number;
  badly: number;
  /** At any time, not only in the days asked for. */
  last_cited_at: string | null;
}

export type UseAspect = "grounded" | "relevant" | "resolved" | "rating";
export type UsePart = "cited" | "well" | "badly";

/** `counts` by the document's id, without those that were never cited; `behind`: conversations not yet in it. */
export interface Usage {
  counts: Record<string, UseCounts>;
  behind: number;
}

export interface DocumentUsage {
  counts: UseCounts;
  aspects: { aspect: UseAspect; good: number; bad: number }[];
  behind: number;
}

export interface CitingTurn {
  turn_id: string;
  conversation_id: string;
  asked_at: string;
  asked: string;
  grounded: boolean | null;
  relevant: boolean | null;
  resolved: boolean | null;
  rating: number | null;
}

/** Each turn changes it: looked at now and then, not with every turn. */
const EVERY_MS = 30_000;

export const usageQuery = (days: number) =>
  queryOptions({
    queryKey: ["documents", "usage", days],
    queryFn: () => request<Usage>("GET", withQuery("/api/knowledge/usage", { days })),
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
  });

const documentPath = (id: string): string => `/api/documents/${encodeURIComponent(id)}`;

export const documentUsageQuery = (id: string, days: number) =>
  queryOptions({
    queryKey: ["documents", id, "usage", days],
    queryFn: () => request<DocumentUsage>("GET", withQuery(`${documentPath(id)}/usage`, { days })),
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
  });

export const citingTurns = (
  id: string,
  days: number,
  part: UsePart,
  aspect: UseAspect | undefined,
  cursor: string | undefined,
): Promise<{ turns: CitingTurn[]; next: string | null }> =>
  request("GET", withQuery(`${documentPath(id)}/usage/turns`, { days, part, aspect, cursor }));

export interface Draft {
  document_id: string;
  version: number;
}

/** Whom to answer as, and from which documents: empty takes all. */
export interface Tried {
  question: string;
  audience: Access;
  language: string;
  draft?: Draft;
}

export interface TriedAnswer {
  verdict: "answered" | "asked_back" | "handed_off" | "declined" | "talk";
  reply: string;
  /** `document_id` is null where it has been deleted meanwhile. */
  citations: { document_id: string | null; document: string; chunk_id: string; quote: string }[];
  confidence: number;
  answer_threshold: number;
  language: string;
  intent: string;
  rule: string | null;
  choices: string[];
  edits: { act: string; text: string; reason: string }[];
  model: string;
  latency_ms: number;
}

export const tryAnswer = ({
  language,
  ...tried
}: Tried): Promise<{ published: TriedAnswer; with_draft: TriedAnswer | null }> =>
  request("POST", "/api/knowledge/answer", { ...tried, language: language || null });

/** A line each, as the files have it. */
export interface Words {
  names: string[];
  synonyms: string[];
}

export interface WordsPage {
  number: number;
  document: Words;
  at: string | null;
  by: string | null;
  file_names: number;
  file_synonyms: number;
  /** Other names are being taken into the index. */
  indexing: boolean;
}

export const wordsQuery = queryOptions({
  queryKey: ["policy", "words"],
  queryFn: () => request<WordsPage>("GET", "/api/knowledge/words"),
  refetchInterval: ({ state }) => (state.data?.indexing ? 1_000 : false),
});

export const wordsHistoryQuery = queryOptions({
  queryKey: ["policy", "words", "history"],
  queryFn: () =>
    request<{ policies: { number: number; document: Words; at: string; by: string }[] }>(
      "GET",
      "/api/knowledge/words/history",
    ),
});

/** Refused with 409 where somebody has changed it since, with 422 and the lines where it makes no sense. */
export const saveWords = (document: Words, based_on: number): Promise<WordsPage> =>
  request("PUT", "/api/knowledge/words", { document, based_on });

export interface WebSourceRow {
  url: string;
  pages: number;
  checked_at: string;
}

export const webSourcesQuery = queryOptions({
  queryKey: ["documents", "web"],
  queryFn: () => request<{ sources: WebSourceRow[] }>("GET", "/api/documents/web"),
});

/** Takes a page or a sitemap and tells of each page as it is done; aborting ends it where it is. */
export async function addFromWeb(
  url: string,
  status: string,
  onPage: (page: FetchedPage) => void,
  signal: AbortSignal,
): Promise<void> {
  const response = await fetch("/api/documents/web", {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ url, status }),
    signal,
  });
  if (!response.ok || !response.body) throw refusal(response.status, await response.text());
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line) onPage(JSON.parse(line) as FetchedPage);
  }
}
