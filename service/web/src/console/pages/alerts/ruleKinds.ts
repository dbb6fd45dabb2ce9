import type { AlertRule } from "../../api/alertRules";

/** Rates whose single values have no bound: of them the share over a value is watched. */
const COUNTED = ["first_response", "operator_first_response", "response", "grading_lag", "cost"];
const BAD_ABOVE = [...COUNTED, "complaint", "transfer", "rule_violations"];

export const isCounted = (rate: string): boolean => COUNTED.includes(rate);
/** Which end of the rate is the bad one. */
export const limitOf = (rate: string): "above" | "below" => (BAD_ABOVE.includes(rate) ? "above" : "below");

/** What holds where a document says nothing, as the server has it. */
export const USUAL: Readonly<Record<AlertRule["kind"], Partial<AlertRule>>> = {
  rate: { min_n: 20, window_h: 24, baseline_h: 168, alpha: 0.01 },
  shift: { by: 0.1, min_n: 50, window_h: 24, baseline_h: 336, alpha: 0.01 },
  turn: {},
};

/** A rule to begin with, with an id that no other has. */
export function newRule(kind: AlertRule["kind"], others: readonly AlertRule[]): AlertRule {
  const taken = new Set(others.map(({ id }) => id));
  let number = others.length + 1;
  while (taken.has(`rule_${number}`)) number += 1;
  const id = `rule_${number}`;
  switch (kind) {
    case "rate":
      return { id, kind, rate: "transfer", above: 0.3 };
    case "shift":
      return { id, kind, grader: "resolution", by: 0.15 };
    case "turn":
      return { id, kind, grader: "sentiment", score_up_to: 0.05 };
  }
}

/** Another rate has another limit: what does not fit it is left out. */
export function withRate(rule: AlertRule, rate: string): AlertRule {
  const { over: _over, above, below, clear: _clear, worse_by, grader: _grader, hits: _hits, hit_severity: _severity, ...kept } = rule;
  const value = isCounted(rate) ? 0.1 : (above ?? below ?? 0.3);
  const limit = worse_by != null ? { worse_by } : { [limitOf(rate)]: rate === "csat" ? 4 : value };
  return {
    ...kept,
    rate,
    ...limit,
    ...(isCounted(rate) && { over: 120 }),
    ...(rate === "agreement" && { grader: "resolution" }),
  };
}
