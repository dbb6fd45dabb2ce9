import type { Kpis, NumberAt } from "../../api/types";
import { duration, money, percent, points } from "../../components/formats";
import type { Unit } from "./catalogue";

type Node = Record<string, unknown>;

/** The number at a place of the API's JSON, such as `transfer`, `frt.p50_s`, `csat.mean`, `opened`. */
export function figureAt(kpis: Kpis, place: string): NumberAt {
  const parts = place.split(".");
  const name = parts.at(-1) ?? "";
  const found = descend(kpis, parts);
  if (typeof found === "object" && found !== null) return ofNode(found as Node);
  const parent = descend(kpis, parts.slice(0, -1)) as Node | null;
  const value = found === null || found === undefined ? null : Number(found);
  if (parts.length === 1 || !parent) return { value, n: value ?? 0, low: null, high: null };
  const interval = parent[intervalName(name)] as [unknown, unknown] | null | undefined;
  return {
    value,
    n: Number(parent["n"] ?? parent["minutes"] ?? 0),
    low: interval ? Number(interval[0]) : null,
    high: interval ? Number(interval[1]) : null,
  };
}

function ofNode(node: Node): NumberAt {
  const known = (name: string): number | null => (typeof node[name] === "number" ? (node[name] as number) : null);
  return { value: known("value"), n: known("n") ?? 0, low: known("low"), high: known("high") };
}

function descend(from: unknown, parts: readonly string[]): unknown {
  return parts.reduce<unknown>((node, part) => (node as Node | null | undefined)?.[part], from);
}

/** "p50_s" has "p50_interval_s", "mean" has "mean_interval". */
const intervalName = (name: string): string =>
  name.endsWith("_s") ? `${name.slice(0, -2)}_interval_s` : `${name}_interval`;

/** A value as the reader writes it. */
export function written(value: number, unit: Unit, locale: string, currency: string): string {
  switch (unit) {
    case "share":
      return percent(value, locale);
    case "seconds":
      return duration(value, locale);
    case "money":
      return currency ? money(String(value), currency, locale) : value.toLocaleString(locale, { maximumSignificantDigits: 3 });
    case "rating":
      return value.toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 2 });
    case "count":
      return value.toLocaleString(locale, { maximumFractionDigits: 1 });
  }
}

/** By how much it differs, with its sign; of shares in percentage points. */
export function writtenChange(value: number, unit: Unit, locale: string, currency: string): string {
  if (unit === "share") return points(value, locale);
  const sign = value > 0 ? "+" : value < 0 ? "-" : "";
  return sign + written(Math.abs(value), unit, locale, currency);
}
