import type { Grade } from "../../api/types";

export type Tone = "good" | "fair" | "bad" | "none";

/** Labels that say that nothing is amiss, however sure the grader is of it: its score shows that on a click. */
const GOOD = new Set([
  "backed",
  "calm",
  "captured",
  "clean",
  "complete",
  "consistent",
  "grounded",
  "improved",
  "needed_and_made",
  "no_complaint",
  "not_needed",
  "original",
  "passed",
  "polite",
  "positive",
  "relevant",
  "resisted",
  "resolved",
  "satisfied",
]);

/** How a grade looks at a glance: by its label, or by its score, of which 1 is good. A rule that failed is never good,
 * however few points it costs. */
export function toneOf({ label, score }: Pick<Grade, "label" | "score">): Tone {
  if (score === null || label === "neutral" || label === "steady") return "none";
  if (GOOD.has(label) || (score >= 0.75 && label !== "failed")) return "good";
  return score >= 0.4 ? "fair" : "bad";
}
