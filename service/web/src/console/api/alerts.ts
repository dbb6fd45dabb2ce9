/** Alerts, as the server sends and takes them. Keys begin with the topic that `/api/events` names. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { request, withQuery } from "./http";

export type Severity = "info" | "minor" | "major" | "critical";
export const SEVERITIES: readonly Severity[] = ["info", "minor", "major", "critical"];
export type AlertState = "firing" | "acknowledged" | "cleared";
export type Verdict = "right" | "wrong";

export interface AlertRow {
  id: string;
  rule: string;
  kind: "rate" | "turn";
  title: string;
  severity: Severity;
  state: AlertState;
  reason: string;
  conversation_id: string | null;
  value: number | null;
  limit: number | null;
  clear: number | null;
  n: number | null;
  fired_at: string;
  cleared_at: string | null;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
  note: string | null;
  escalated_at: string | null;
  verdict: Verdict | null;
  verdict_by: string | null;
  sent_at: string | null;
  failed: string | null;
}

export interface AlertPage {
  alert: AlertRow;
  rule: { rate?: string; over?: number | null; window_h?: number } | null;
  record: { right: number; wrong: number; unsaid: number };
  points: { at: string; until: string; value: number | null; n: number }[];
}

interface AlertList {
  alerts: AlertRow[];
  next: string | null;
}

const path = (id: string): string => `/api/alerts/${encodeURIComponent(id)}`;

/** What nobody has seen to yet: for the bell, for toasts and for the wall. */
export const firingQuery = queryOptions({
  queryKey: ["alerts", "firing"],
  queryFn: () => request<AlertList>("GET", "/api/alerts?state=firing&limit=100"),
});

export function alertsQuery(state: AlertState | undefined) {
  return infiniteQueryOptions({
    queryKey: ["alerts", "list", state ?? "all"],
    queryFn: ({ pageParam }) => request<AlertList>("GET", withQuery("/api/alerts", { state, cursor: pageParam, limit: 50 })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function alertQuery(id: string) {
  return queryOptions({ queryKey: ["alerts", "one", id], queryFn: () => request<AlertPage>("GET", path(id)) });
}

export const acknowledge = (id: string, note: string): Promise<AlertRow> => request("POST", `${path(id)}/ack`, { note });

export const judge = (id: string, verdict: Verdict | null): Promise<AlertRow> => request("POST", `${path(id)}/verdict`, { verdict });
