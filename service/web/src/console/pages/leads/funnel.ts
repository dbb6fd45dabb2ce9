import type { Funnel } from "../../api/acquisition";

export const STEPS = ["opened", "asked", "left", "people", "complete", "contacted", "qualified", "won"] as const;
export type Step = (typeof STEPS)[number];

/** What a step is a part of: many leave a detail without being asked, and then one person may have left several. */
export const BASES: Partial<Record<Step, "opened" | "people">> = {
  asked: "opened",
  left: "opened",
  complete: "people",
  contacted: "people",
  qualified: "people",
  won: "people",
};

/** Over all channels. Who left details in two of them is counted in both. */
export function inAll(funnels: Funnel[]): Record<Step, number> {
  const sum = (step: Step): number => funnels.reduce((before, one) => before + one[step], 0);
  return Object.fromEntries(STEPS.map((step) => [step, sum(step)])) as Record<Step, number>;
}
