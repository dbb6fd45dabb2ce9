import { besideOf } from "../../api/judges";
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

/**
 * What matters most first and always in the same place, then graders that this version does not know, by name. A judge
 * follows the grader that it stands beside.
 */
export function inReadingOrder(grades: readonly Grade[]): Grade[] {
  const place = ({ grader }: Grade): number => {
    const found = FIRST.indexOf(besideOf(grader));
    return found < 0 ? FIRST.length : found;
  };
  return [...grades].sort((a, b) => place(a) - place(b) || a.grader.localeCompare(b.grader));
}
