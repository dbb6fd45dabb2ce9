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

export interface Durations {
  n: number;
  p50_s: number | null;
  p90_s: number | null;
  mean_s: number | null;
}

/** What `n` customers said, 1 to 5: `satisfied` is 4 or 5, `response` rated of closed. */
export interface Csat {
  n: number;
  mean: number | null;
  satisfied: Rate;
  response: Rate;
}

export interface Kpis {
  started: number;
  opened: number;
  closed: number;
  resolution: { confirmed: CutRate; assumed: CutRate; durable: CutRate & { pending: number } };
  /** First-contact resolution. */
  fcr: CutRate & { pending: number };
  transfer: Rate & { by_reason: Record<string, Rate> };
  lead_capture: Rate;
  complaint: Rate;
  knowledge_coverage: Rate;
  csat: Csat;
  /** First response times: whoever replied, and operators alone. */
  frt: Durations;
  operator_frt: Durations;
  /** How long operators have a conversation. */
  aht: Durations;
  grading: { turns: number; graded: number; pending: number; could_not_grade: number };
}

/** Now minus before, with a 95 % interval where there is one. */
export interface Change {
  before: number | null;
  value: number | null;
  low: number | null;
  high: number | null;
}

/** By place in `Kpis`, with dots between; null where nothing was compared. */
export type Changes = Record<string, Change> | null;

export interface KpiReport {
  since: string | null;
  until: string | null;
  groups: { key: Record<string, string | null>; kpis: Kpis; differences: Changes }[];
  /** So many conversations changed only just, and count as they were before. */
  not_counted: number;
}
