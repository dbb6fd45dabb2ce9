import type { SpendEntry } from "../../api/acquisition";
import type { Kpis } from "../../api/types";

/** Of one channel; amounts are decimal numbers, null where there is nothing to divide, or nobody told. */
export interface ChannelCost {
  channel: string;
  spend: string | null;
  currency: string | null;
  impressions: number | null;
  clicks: number | null;
  perClick: string | null;
  leads: number;
  perLead: string | null;
  interval: [string, string] | null;
}

/** The rates' cost of a lead by channel, with what platforms counted beside it. */
export function costsBy(groups: { key: Record<string, string | null>; kpis: Kpis }[], entries: SpendEntry[]): ChannelCost[] {
  const channels = new Set([...groups.map(({ key }) => key["channel"] ?? ""), ...entries.map(({ channel }) => channel)]);
  return [...channels].filter(Boolean).map((channel) => {
    const cost = groups.find(({ key }) => key["channel"] === channel)?.kpis.lead_cost;
    const own = entries.filter((entry) => entry.channel === channel);
    const clicks = counted(own.map((entry) => entry.clicks));
    const spend = cost?.spend ?? null;
    return {
      channel,
      spend,
      currency: cost?.currency ?? null,
      impressions: counted(own.map((entry) => entry.impressions)),
      clicks,
      perClick: spend && clicks ? String(Number(spend) / clicks) : null,
      leads: cost?.n ?? 0,
      perLead: cost?.mean ?? null,
      interval: cost?.mean_interval ?? null,
    };
  });
}

function counted(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length ? known.reduce((sum, value) => sum + value, 0) : null;
}
