import type { Step } from "../../api/types";

const FORMATS: Readonly<Record<Step, Intl.DateTimeFormatOptions>> = {
  hour: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  day: { day: "numeric", month: "short", weekday: "short" },
  week: { day: "numeric", month: "short", year: "numeric" },
  month: { month: "short", year: "numeric" },
};

/** What stands below a point; steps begin by UTC. */
export function placeName(at: string, step: Step, locale: string): string {
  return new Date(at).toLocaleString(locale, { ...FORMATS[step], timeZone: "UTC", hour12: false });
}
