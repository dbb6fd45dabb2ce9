/** Rates and times, as the server sends them. */

/** A share with its 95 % Wilson interval; `value` is null where nothing was counted. */
export interface Rate {
  value: number | null;
  n: number;
  successes: number;
  low: number | null;
  high: number | null;
}

export interface CutRate extends Rate {
  agent_alone: Rate;
  with_operator: Rate;
}

/** A grader beside its reviewers: `powered` is the share as their reviews correct it. */
export interface Reviewed {
  label: string;
  reviews: number;
  machine: Rate;
  powered: { n: number; value: number | null; low: number | null; high: number | null };
}

/** What was spent on advertisements for `n` conversations with a lead; amounts are decimal numbers. */
export interface LeadCost {
  n: number;
  spend: string | null;
  currency: string | null;
  mean: string | null;
  mean_interval: [string, string] | null;
}

/** Numbers by name; what is known of each is read by its place (`figureAt`). */
export type Kpis = Record<string, unknown> & {
  resolution: { confirmed: CutRate; assumed: CutRate; durable: CutRate & { pending: number } };
  /** First-contact resolution. */
  fcr: CutRate & { pending: number };
  transfer: Rate & { by_reason: Record<string, Rate> };
  lead_cost: LeadCost;
  reviewed: Record<string, Reviewed>;
};

/** Now minus before, with a 95 % interval where there is one. */
export interface Change {
  before: number | null;
  value: number | null;
  low: number | null;
  high: number | null;
}

/** By place in `Kpis`, with dots between; null where nothing was compared. */
export type Changes = Record<string, Change> | null;

export interface KpiGroup {
  key: Record<string, string | null>;
  kpis: Kpis;
  before: Kpis | null;
  differences: Changes;
}

export interface Span {
  since: string | null;
  until: string | null;
}

export interface KpiReport extends Span {
  groups: KpiGroup[];
  compared_with: Span | null;
  /** Of all amounts of money. */
  currency: string;
  /** So many conversations changed only just, and count as they were before. */
  not_counted: number;
}

export interface NumberAt {
  value: number | null;
  n: number;
  low: number | null;
  high: number | null;
}

export type Step = "hour" | "day" | "week" | "month";

export interface Series {
  step: Step;
  points: { at: string; until: string; numbers: Record<string, NumberAt> }[];
}

/** Of a share those that count, those that do not, or both. */
export type Part = "yes" | "no" | "all";

/** A conversation behind a number; `amounts` are its seconds, or its cost. */
export interface BehindRow {
  id: string;
  channel: string;
  account: string;
  operator_group: string | null;
  language: string | null;
  started_at: string;
  closed_at: string | null;
  closed_by: string | null;
  outcome: string | null;
  rating: number | null;
  successes: number;
  n: number;
  amounts: number[];
}

export interface BehindPage {
  conversations: BehindRow[];
  next: string | null;
}
