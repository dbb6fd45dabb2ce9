/** The rates as the dashboard shows them, what matters first. */

export type Unit = "share" | "seconds" | "money" | "rating" | "count";
export type Group = "customers" | "agent" | "team" | "money" | "quality";

export interface Metric {
  /** Its place in the API's JSON. */
  place: string;
  unit: Unit;
  /** Which way is good; for some neither is. */
  better?: "up" | "down";
}

const RESOLUTION = ["resolution.assumed", "resolution.confirmed", "resolution.durable", "fcr"] as const;
export { RESOLUTION };

/** Beside the resolution card. */
export const FIRST: readonly Metric[] = [
  { place: "transfer", unit: "share", better: "down" },
  { place: "lead_capture", unit: "share", better: "up" },
  { place: "csat.mean", unit: "rating", better: "up" },
  { place: "frt.p50_s", unit: "seconds", better: "down" },
  { place: "complaint", unit: "share", better: "down" },
  { place: "opened", unit: "count" },
];

export const GROUPS: Readonly<Record<Group, readonly Metric[]>> = {
  customers: [
    { place: "opening", unit: "share", better: "up" },
    { place: "csat.response", unit: "share", better: "up" },
  ],
  agent: [
    { place: "knowledge_coverage", unit: "share", better: "up" },
    { place: "response.p50_s", unit: "seconds", better: "down" },
    { place: "script_compliance", unit: "share", better: "up" },
    { place: "sensitive_compliance", unit: "share", better: "up" },
    { place: "compliant_capture", unit: "share", better: "up" },
    { place: "warning.precision", unit: "share", better: "up" },
    { place: "warning.recall", unit: "share", better: "up" },
  ],
  team: [
    { place: "operator_frt.p50_s", unit: "seconds", better: "down" },
    { place: "operator_response.p50_s", unit: "seconds", better: "down" },
    { place: "aht.p50_s", unit: "seconds", better: "down" },
    { place: "concurrency.max", unit: "count" },
    { place: "operator_concurrency.max", unit: "count" },
    { place: "operators_online.mean", unit: "count" },
  ],
  money: [
    { place: "conversation_cost.mean", unit: "money", better: "down" },
    { place: "cost.mean", unit: "money", better: "down" },
    { place: "lead_cost.mean", unit: "money", better: "down" },
  ],
  quality: [
    { place: "grading_coverage", unit: "share", better: "up" },
    { place: "grading_lag.p50_s", unit: "seconds", better: "down" },
  ],
};

const RATES: readonly Metric[] = [
  ...RESOLUTION.map((place) => ({ place, unit: "share", better: "up" }) as const),
  ...FIRST,
  ...Object.values(GROUPS).flat(),
];

/** Every number that has a card. */
export const PLACES: readonly string[] = RATES.map(({ place }) => place);

/** A part of a rate (agent alone, a reason) is told as the rate is. */
export function metricAt(place: string): Metric {
  const known = RATES.find((one) => one.place === place) ?? RATES.find((one) => place.startsWith(`${one.place}.`));
  return known ? { ...known, place } : { place, unit: unitOf(place) };
}

function unitOf(place: string): Unit {
  if (/\.(p50|p90|mean)_s$/.test(place)) return "seconds";
  if (/cost\.mean$/.test(place)) return "money";
  if (/\.(max|mean)$/.test(place) || /^(started|opened|closed)$/.test(place)) return "count";
  return "share";
}

/** The number under which the server lists the conversations; none are behind a load. */
export function listedAs(place: string): string | undefined {
  const [first = "", last] = [place.split(".")[0], place.split(".").at(-1)];
  if (/concurrency$|^operators_online$/.test(first)) return undefined;
  if (place === "csat.mean") return "csat.response";
  if (first === "lead_cost") return "lead_capture";
  return /^(p50_s|p90_s|mean_s|mean)$/.test(last ?? "") ? first : place;
}

/** Whether conversations have an amount of it, instead of counting for it or not. */
export const isAmount = (place: string): boolean => ["seconds", "money"].includes(metricAt(place).unit);
