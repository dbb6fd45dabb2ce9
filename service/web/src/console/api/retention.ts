/** How long what customers told is kept, as the server sends and takes it. */
import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";

export interface RetentionDocument {
  /** Null keeps it until somebody asks. */
  customers_days: number | null;
}

export interface RetentionPage {
  number: number;
  document: RetentionDocument;
  at: string | null;
  by: string | null;
  fewest_days: number;
  most_days: number;
  /** By kind of fact; null is for good. */
  facts_days: Record<string, number | null>;
  judgements_days: number;
}

export const retentionQuery = queryOptions({
  queryKey: ["policy", "retention"],
  queryFn: () => request<RetentionPage>("GET", "/api/policy/retention"),
});

export const retentionHistoryQuery = queryOptions({
  queryKey: ["policy", "retention", "history"],
  queryFn: () =>
    request<{ policies: { number: number; document: RetentionDocument; at: string; by: string }[] }>(
      "GET",
      "/api/policy/retention/history",
    ),
});

/** How many customers a policy of so many days would forget now. */
export const retentionPreviewQuery = (days: number) =>
  queryOptions({
    queryKey: ["policy", "retention", "preview", days],
    queryFn: () => request<{ customers: number }>("GET", `/api/policy/retention/preview?days=${days}`),
  });

/** Refused with 409 where somebody has changed it since, with 422 and the fields where it makes no sense. */
export const saveRetention = (document: RetentionDocument, based_on: number): Promise<RetentionPage> =>
  request("PUT", "/api/policy/retention", { document, based_on });
