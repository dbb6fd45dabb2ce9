import { DEFAULT_HOURS, type Hours } from "../../api/policy";

/** By which hours a group or an account works: those around it, none at all, or its own. */
export const HOURS_CHOICES = ["company", "always", "own"] as const;
export type HoursChoice = (typeof HOURS_CHOICES)[number];

export function choiceOf(hours: Hours | null): HoursChoice {
  if (!hours) return "company";
  return hours.enabled ? "own" : "always";
}

/** The hours that stand for a choice; `before` are those written last, which come back with "own". */
export function hoursOf(choice: HoursChoice, before: Hours | null): Hours | null {
  if (choice === "company") return null;
  return { ...(before ?? DEFAULT_HOURS), enabled: choice === "own" };
}
