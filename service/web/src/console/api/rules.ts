/** The rules that replies are held to, as the server sends and takes them. */
import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";

export type RuleKind = "forbidden" | "required" | "response_time" | "order";
export const SEVERITIES = ["info", "minor", "major", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One in force or on offer; `pack` is null for one of your own, `points` are what a hit takes from 100. */
export interface ListedRule {
  id: string;
  title: { en: string; zh: string };
  kind: RuleKind;
  severity: Severity;
  points: number;
  active: boolean;
  pack: string | null;
}

/** A rule as it is written: what is so by default is left out. */
export type WrittenRule = { id?: string; kind?: RuleKind } & Record<string, unknown>;

export interface RuleDocument {
  packs?: string[];
  groups?: Record<string, string[]>;
  inactive?: string[];
  rules?: WrittenRule[];
}

export interface RulesPage {
  number: number;
  document: RuleDocument;
  yaml: string;
  at: string | null;
  by: string | null;
  rules: ListedRule[];
}

export interface RuleMistake {
  line: number;
  field: string;
  problem: string;
  code: string;
}

/** Both null where the rule cannot be read. */
export interface CheckedRule {
  rule: WrittenRule | null;
  yaml: string | null;
  mistakes: RuleMistake[];
}

export interface TriedHit {
  turn_id: string;
  conversation_id: string;
  at: string | null;
  quote: string;
  reason: string;
}

export interface Tried {
  turns: number;
  turns_hit: number;
  rules: { rule: string; hits: number; examples: TriedHit[] }[];
}

export interface FormerRules {
  number: number;
  document: RuleDocument;
  at: string;
  by: string;
}

export const rulesQuery = queryOptions({
  queryKey: ["policy", "rules"],
  queryFn: () => request<RulesPage>("GET", "/api/rules"),
});

export const rulesHistoryQuery = queryOptions({
  queryKey: ["policy", "rules", "history"],
  queryFn: () => request<{ policies: FormerRules[] }>("GET", "/api/rules/history"),
});

/** A rule to begin to write from; it is not asked for again while somebody writes. */
export function ruleQuery(id: string) {
  return queryOptions({
    queryKey: ["rule", id],
    queryFn: () => request<CheckedRule>("GET", `/api/rules/written/${encodeURIComponent(id)}`),
    staleTime: Infinity,
    gcTime: 0,
    meta: { still: true },
  });
}

export const checkRule = (text: { rule: WrittenRule } | { yaml: string }): Promise<CheckedRule> =>
  request("POST", "/api/rules/written", text);

export const tryRules = (document: RuleDocument, since: string): Promise<Tried> =>
  request("POST", "/api/rules/try", { document, since, limit: 20_000, examples: 50 });

/** Refused with 409 where somebody has changed the rules since. */
export const putRules = (document: RuleDocument, based_on: number): Promise<RulesPage> =>
  request("PUT", "/api/rules", { document, based_on });

export const switchRules = (rules: string[], active: boolean, based_on: number): Promise<RulesPage> =>
  request("POST", "/api/rules/switch", { rules, active, based_on });

export const rollBackRules = (number: number, based_on: number): Promise<RulesPage> =>
  request("POST", "/api/rules/rollback", { number, based_on });
