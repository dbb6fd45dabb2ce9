/** Why turns failed, as the server finds it. */
import { queryOptions } from "@tanstack/react-query";
import { request, withQuery } from "./http";

export interface CauseCheck {
  cause: string;
  verdict: "ok" | "cause" | "not_applicable";
  reason: string;
  evidence: string[];
}

/** `signals` show that the turn failed; without any there is no cause, and nothing was checked. */
export interface Why {
  turn: string;
  conversation_id: string;
  asked_at: string;
  asked: string;
  failed: boolean;
  signals: string[];
  cause: string | null;
  checks: CauseCheck[];
}

export interface FailedTurn {
  turn_id: string;
  conversation_id: string;
  asked_at: string;
  asked: string;
}

export const QUADRANTS = ["frequent_and_costly", "frequent", "costly", "rare"] as const;

export interface CauseShare {
  cause: string;
  n: number;
  share: number;
  cumulative: number;
  unresolved: number;
  handed_off: number;
  satisfaction_loss: number | null;
  impact: number;
  quadrant: (typeof QUADRANTS)[number];
  turns: FailedTurn[];
}

export interface Causes {
  since: string;
  until: string | null;
  /** Earlier turns of that time, which were not looked at. */
  left_out: number;
  turns: number;
  failed: number;
  causes: CauseShare[];
}

export function whyQuery(turn: string) {
  return queryOptions({
    queryKey: ["why", turn],
    queryFn: () => request<Why>("GET", `/api/turns/${encodeURIComponent(turn)}/why`),
    meta: { still: true },
  });
}

/** Each failed turn takes a search: asked for once, then when somebody wants it anew. */
export function causesQuery(since: string | undefined) {
  return queryOptions({
    queryKey: ["causes", since ?? "week"],
    queryFn: () => request<Causes>("GET", withQuery("/api/diagnosis", { since })),
    staleTime: 10 * 60_000,
    meta: { still: true },
  });
}
