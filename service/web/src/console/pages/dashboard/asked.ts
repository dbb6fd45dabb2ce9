/** What the dashboard is asked to show, as it stands in the address: so a link shows another the same. */
import type { Compared } from "../../api/rates";

export const PERIODS = ["today", "week", "month", "quarter", "all", "custom"] as const;
export type Period = (typeof PERIODS)[number];
export const FILTERS = ["channel", "account", "language", "operator_group", "model", "prompt_version", "knowledge_version"] as const;
export const CUTS = [...FILTERS, "week", "month"] as const;

/** Days as in "2026-11-29", the last one included, in the reader's time zone. */
export interface Days {
  from: string;
  to: string;
}

export interface Asked {
  period: Period;
  days?: Days;
  against: "before" | "none" | Days;
  only: Record<string, string>;
  by: string[];
  /** The number whose run is drawn large. */
  show: string;
}

const PAST_DAYS = { today: 0, week: 6, month: 29, quarter: 89 };
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DEFAULT_SHOW = "resolution.assumed";

export function askedOf(search: URLSearchParams): Asked {
  const days = daysOf(`${search.get("from") ?? ""}..${search.get("to") ?? ""}`);
  const period = days ? "custom" : (PERIODS.find((one) => one === search.get("period") && one !== "custom") ?? "week");
  const vs = search.get("vs") ?? "before";
  const pairs = search.getAll("only").flatMap((one) => {
    const at = one.indexOf("=");
    return at > 0 ? [[one.slice(0, at), one.slice(at + 1)] as const] : [];
  });
  const by = (search.get("by") ?? "channel").split(",").filter((cut) => (CUTS as readonly string[]).includes(cut));
  return {
    period,
    ...(days && { days }),
    against: daysOf(vs) ?? (vs === "none" ? "none" : "before"),
    only: Object.fromEntries(pairs.filter(([cut]) => (FILTERS as readonly string[]).includes(cut))),
    by,
    show: search.get("show") ?? DEFAULT_SHOW,
  };
}

/** The address without what is usual. */
export function searchOf(asked: Asked): URLSearchParams {
  const search = new URLSearchParams();
  if (asked.period === "custom" && asked.days) {
    search.set("from", asked.days.from);
    search.set("to", asked.days.to);
  } else if (asked.period !== "week") search.set("period", asked.period);
  if (asked.against === "none") search.set("vs", "none");
  if (typeof asked.against === "object") search.set("vs", `${asked.against.from}..${asked.against.to}`);
  for (const [cut, value] of Object.entries(asked.only)) search.append("only", `${cut}=${value}`);
  if (asked.by.join() !== "channel") search.set("by", asked.by.join());
  if (asked.show !== DEFAULT_SHOW) search.set("show", asked.show);
  return search;
}

/** As the API is asked: the period, what it is compared with, and which conversations. */
export function queryOf({ period, days, against, only }: Asked, now: Date): Compared {
  const span = period === "custom" && days ? spanOf(days) : { since: sinceFor(period, now) };
  return { ...span, ...againstOf(against, span, period, now), only };
}

function againstOf(against: Asked["against"], span: Span, period: Period, now: Date): Compared {
  if (against === "none") return {};
  if (against !== "before") {
    const { since, until } = spanOf(against);
    return { compare_since: since, compare_until: until };
  }
  if (!span.since) return {};
  if (period !== "custom" && period !== "all") return { compare_since: midnightBefore(2 * PAST_DAYS[period] + 1, now), compare_until: span.since };
  const length_ms = Date.parse(span.until ?? now.toISOString()) - Date.parse(span.since);
  return { compare_since: new Date(Date.parse(span.since) - length_ms).toISOString(), compare_until: span.since };
}

interface Span {
  since: string | undefined;
  until?: string | undefined;
}

/** From the first midnight to that after the last day. */
export function spanOf({ from, to }: Days): Span {
  return { since: midnightOf(from, 0), until: midnightOf(to, 1) };
}

function midnightOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

/** The beginning of a period as ISO 8601 UTC, at a local midnight so that it stays the same all day. */
export function sinceFor(period: Period, now: Date): string | undefined {
  return period === "all" || period === "custom" ? undefined : midnightBefore(PAST_DAYS[period], now);
}

function midnightBefore(days: number, now: Date): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).toISOString();
}

/** "2026-11-01..2026-11-15"; undefined for what is no such thing. */
function daysOf(text: string): Days | undefined {
  const [from = "", to = ""] = text.split("..");
  const sound = DAY.test(from) && DAY.test(to) && from <= to && !Number.isNaN(Date.parse(from)) && !Number.isNaN(Date.parse(to));
  return sound ? { from, to } : undefined;
}
