import type { Grade } from "../../api/types";

const FIRST = [
  "resolution",
  "groundedness",
  "relevance",
  "completeness",
  "contradiction",
  "handoff",
  "lead",
  "satisfaction",
  "sentiment",
  "language",
];

/** What matters most first and always in the same place, then graders that this version does not know, by name. */
export function inReadingOrder(grades: readonly Grade[]): Grade[] {
  const rank = ({ grader }: Grade): number => (FIRST.includes(grader) ? FIRST.indexOf(grader) : FIRST.length);
  return [...grades].sort((a, b) => rank(a) - rank(b) || a.grader.localeCompare(b.grader));
}
