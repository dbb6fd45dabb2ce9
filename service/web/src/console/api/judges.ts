/** Judges: models that grade beside the graders that compute, what they may spend, and what they said. */
import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";

/** `tokens` counts for the budget; `cost` is null where a price is not known. The day is one of UTC. */
export interface JudgeDay {
  day: string;
  tokens: number;
  calls: number;
  input_tokens: number;
  output_tokens: number;
  cached_input_tokens: number;
  cost: string | null;
}

/** `policy`: about which share of the turns it is asked, or of those of which the grader beside it is unsure. */
export interface JudgeGiven {
  judge: string;
  policy: { rate: number; unsure: [number, number] | null };
  labels: Record<string, number>;
}

export interface JudgeUse {
  /** Null where none is set: then no judge is asked. */
  model: string | null;
  currency: string;
  /** For a day, over all processes; 0 sets no budget. */
  budget_tokens: number;
  today: string;
  days: JudgeDay[];
  judges: JudgeGiven[];
}

/** Grades come in without news of their own, so that this is read again now and then. */
export const judgesQuery = queryOptions({
  queryKey: ["judges"],
  queryFn: () => request<JudgeUse>("GET", "/api/judges?days=7"),
  refetchInterval: 30_000,
});

/** The grader that a judge stands beside, by the judge's id; any other grader is itself. */
export function besideOf(grader: string): string {
  return grader.replace(/_judge$/, "");
}
