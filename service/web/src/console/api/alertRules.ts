/** What is watched and who is told, as the server sends and takes it; what is usual is left out of a document. */
import { queryOptions } from "@tanstack/react-query";
import type { Severity } from "./alerts";
import { request } from "./http";

export interface AlertRule {
  id: string;
  kind: "rate" | "shift" | "turn";
  title?: string;
  title_zh?: string;
  severity?: Severity;
  active?: boolean;
  channels?: string[];
  rate?: string;
  over?: number | null;
  above?: number | null;
  below?: number | null;
  worse_by?: number | null;
  by?: number;
  clear?: number | null;
  min_n?: number;
  window_h?: number;
  baseline_h?: number;
  alpha?: number;
  grader?: string | null;
  labels?: string[];
  score_up_to?: number | null;
  hits?: string[];
  hit_severity?: Severity | null;
}

export interface AlertRules {
  language?: "en" | "zh";
  quiet?: { from: string; until: string; zone?: string; critical_too?: boolean } | null;
  escalate?: { after_h?: number; least?: Severity } | null;
  rules?: AlertRule[];
}

export interface AlertRulesPage {
  number: number;
  document: AlertRules;
  yaml: string;
  at: string | null;
  by: string | null;
}

export interface Finding {
  rule: string;
  found: "no_data" | "too_few" | "fine" | "firing" | "cleared";
  n: number;
  value: number | null;
}

export const alertRulesQuery = queryOptions({
  queryKey: ["policy", "alerts"],
  queryFn: () => request<AlertRulesPage>("GET", "/api/alerts/rules"),
});

export const alertRulesHistoryQuery = queryOptions({
  queryKey: ["policy", "alerts", "history"],
  queryFn: () => request<{ policies: { number: number; document: AlertRules; at: string; by: string }[] }>("GET", "/api/alerts/rules/history"),
});

/** Refused with 409 where somebody has saved since, with 422 and the fields where it makes no sense. */
export const saveAlertRules = (document: AlertRules, based_on: number): Promise<AlertRulesPage> =>
  request("PUT", "/api/alerts/rules", { document, based_on });

/** What the rules on rates find at this moment: a look at everything, so not too often. */
export const findingsQuery = queryOptions({
  queryKey: ["alerts", "findings"],
  queryFn: () => request<{ findings: Finding[] }>("GET", "/api/alerts/findings"),
  staleTime: 60_000,
});

export const receiversQuery = queryOptions({
  queryKey: ["policy", "alerts", "receivers"],
  queryFn: () => request<{ first: string[]; then: string[] }>("GET", "/api/alerts/receivers"),
});

export const sendTest = (): Promise<{ configured: boolean; sent: boolean; failed: Record<string, string> }> => request("POST", "/api/alerts/test");
