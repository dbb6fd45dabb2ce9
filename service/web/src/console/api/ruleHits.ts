/** Hits of rules, what people say of them, and the score cards that they make. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { request, withQuery } from "./http";
import type { Severity } from "./rules";
import type { Rate } from "./types";

export const HIT_STATES = ["counted", "appealed", "upheld", "withdrawn"] as const;
export type HitState = (typeof HIT_STATES)[number];

/** `operator` is null for the agent. */
export interface Hit {
  id: string;
  rule: string;
  title: string;
  severity: Severity;
  points: number;
  operator: string | null;
  conversation_id: string;
  turn_id: string;
  quote: string;
  reason: string;
  at: string;
  state: HitState;
  appeal_note: string | null;
  appealed_by: string | null;
  appealed_at: string | null;
  resolution_note: string | null;
  resolved_by: string | null;
  resolved_at: string | null;
}

export type HitFilters = Partial<
  Record<"rule" | "severity" | "state" | "operator" | "conversation_id" | "since", string>
>;

/** `key` is an operator's e-mail address, null for the agent, or a conversation. */
export interface ScoreCard {
  key: string | null;
  score: number;
  hits: number;
  n: number;
  conversations: number;
  compliance: Rate;
}

const PAGE = 50;

export function hitsQuery(filters: HitFilters) {
  return infiniteQueryOptions({
    queryKey: ["hits", "list", filters],
    queryFn: ({ pageParam }) =>
      request<{ total: number; hits: Hit[] }>(
        "GET",
        withQuery("/api/rules/hits", { ...filters, before: pageParam, limit: PAGE }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ hits }) => (hits.length < PAGE ? undefined : hits.at(-1)?.id),
  });
}

export function scoresQuery(by: "operator" | "conversation", since?: string, until?: string, limit = 100) {
  return queryOptions({
    queryKey: ["hits", "scores", by, since ?? "all", until ?? "now", limit],
    queryFn: () =>
      request<{ total: number; cards: ScoreCard[] }>("GET", withQuery("/api/rules/scores", { by, since, until, limit })),
  });
}

/** Refused with 409 where somebody has objected already, with 403 where it is somebody else's reply. */
export const appealHit = (id: string, note: string): Promise<Hit> =>
  request("POST", `/api/rules/hits/${encodeURIComponent(id)}/appeal`, { note });

export const resolveHit = (id: string, resolution: "upheld" | "withdrawn", note: string): Promise<Hit> =>
  request("POST", `/api/rules/hits/${encodeURIComponent(id)}/resolve`, { resolution, note });

/** Hits that count, by rule. */
export function hitCountsQuery(since: string | undefined) {
  return queryOptions({
    queryKey: ["hits", "counts", since ?? "all"],
    queryFn: () => request<{ rules: Record<string, number> }>("GET", withQuery("/api/rules/hits/counts", { since })),
  });
}
