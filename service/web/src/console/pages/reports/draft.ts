import type { Content, NewReport, ReportPeriod, Schedule } from "../../api/reports";
import { askedOf, type Asked, spanOf } from "../dashboard/asked";
import { PLACES } from "../dashboard/catalogue";

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const USUAL = ["resolution.assumed", "transfer", "lead_capture", "csat.mean", "frt.p50_s", "opened"];
const PARTS = ["resolution.assumed", "resolution.confirmed", "resolution.durable", "fcr"].flatMap((place) => [`${place}.agent_alone`, `${place}.with_operator`]);
/** All that a report can show. */
export const REPORTABLE: readonly string[] = [...PLACES, ...PARTS, "started", "closed", "csat.satisfied", "frt.p90_s", "response.p90_s", "operator_frt.p90_s", "aht.mean_s"];

const PERIOD: Readonly<Record<Exclude<Asked["period"], "custom">, ReportPeriod>> = {
  today: "today",
  week: "last_7_days",
  month: "last_30_days",
  quarter: "last_30_days",
  all: "all",
};

/** A report to begin with: what the dashboard showed, where one comes from there. */
export function draftOf(search: URLSearchParams): NewReport {
  const asked = askedOf(search);
  const { since, until } = asked.days ? spanOf(asked.days) : {};
  const period = asked.period === "custom" && since && until ? { since, until } : asked.period === "custom" ? "last_7_days" : PERIOD[asked.period];
  const rates = search.has("show") && !USUAL.includes(asked.show) ? [asked.show, ...USUAL] : USUAL;
  const only = Object.fromEntries(Object.entries(asked.only).map(([cut, value]) => [cut, value || null]));
  const content: Content = { rates, by: search.has("by") ? asked.by : [], only, period, zone: ownZone() };
  return { name: "", shared: false, content, schedule: null };
}

export const newSchedule = (): Schedule => ({ every: "week", at: "09:00", zone: ownZone(), weekday: 0, day: 1, to: [] });
