/** The grader that a judge stands beside, by the judge's id; any other grader is itself. */
export function besideOf(grader: string): string {
  return grader.replace(/_judge$/, "");
}
