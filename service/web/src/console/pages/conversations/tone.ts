import type { Grade } from "../../api/types";

export type Tone = "good" | "fair" | "bad" | "none";

/** How a grade looks at a glance. Scores point one way: 1 is good. */
export function toneOf({ score }: Pick<Grade, "score">): Tone {
  if (score === null) return "none";
  if (score >= 0.75) return "good";
  return score >= 0.4 ? "fair" : "bad";
}
