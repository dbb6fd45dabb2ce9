/** Rates by what brought the customers. */
import { queryOptions } from "@tanstack/react-query";
import { request, withQuery } from "./http";

export const SOURCE_CUTS = ["label", "utm_source", "utm_medium", "utm_campaign", "channel"] as const;
export type SourceCut = (typeof SOURCE_CUTS)[number];

export interface Share {
  value: number | null;
  n: number;
  successes: number;
  low: number | null;
  high: number | null;
}

export interface SourceRates {
  value: string | null;
  started: number;
  opened: Share;
  lead_capture: Share;
  transfer: Share;
  resolution_assumed: Share;
}

export interface Span {
  since: string;
  until: string;
}

export const sourcesQuery = (span: Span, by: SourceCut) =>
  queryOptions({
    queryKey: ["ads", "sources", span, by],
    queryFn: () => request<{ sources: SourceRates[] }>("GET", withQuery("/api/ads/sources", { ...span, by })),
  });
