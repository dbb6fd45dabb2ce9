/** Reports, as the server sends and takes them. */
import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";
import type { KpiGroup } from "./types";

export const PERIODS = ["today", "yesterday", "last_7_days", "last_30_days", "last_week", "last_month", "all"] as const;
export type ReportPeriod = (typeof PERIODS)[number] | { since: string; until: string };

export interface Content {
  rates: string[];
  by: string[];
  only: Record<string, string | null>;
  period: ReportPeriod;
  zone: string;
}

export interface Schedule {
  every: "day" | "week" | "month";
  at: string;
  zone: string;
  weekday: number;
  day: number;
  to: string[];
}

export interface NewReport {
  name: string;
  shared: boolean;
  content: Content;
  schedule: Schedule | null;
}

export interface Report extends NewReport {
  id: string;
  owner: string;
  mine: boolean;
  next_at: string | null;
  sent_at: string | null;
  changed_at: string;
}

export interface Receiver {
  id: string;
  kind: "webhook" | "crm" | "notice";
  name: string;
  place: string;
}

export interface ReportResult {
  report: Report;
  since: string | null;
  until: string | null;
  currency: string;
  groups: KpiGroup[];
}

export interface Sent {
  id: string;
  integration_id: string;
  at: string;
  state: "pending" | "sent" | "failed" | "dropped";
  attempts: number;
  status: number | null;
  answer: string | null;
  error: string | null;
}

const path = (id: string): string => `/api/reports/${encodeURIComponent(id)}`;

export const reportsQuery = queryOptions({
  queryKey: ["reports"],
  queryFn: () => request<{ reports: Report[]; receivers: Receiver[] }>("GET", "/api/reports"),
});

export function reportQuery(id: string) {
  return queryOptions({ queryKey: ["reports", id], queryFn: () => request<ReportResult>("GET", path(id)) });
}

export function sentQuery(id: string) {
  return queryOptions({
    queryKey: ["reports", id, "sent"],
    queryFn: () => request<{ sent: Sent[] }>("GET", `${path(id)}/sent`),
    refetchInterval: ({ state }) => (state.data?.sent.some((one) => one.state === "pending") ? 3_000 : false),
  });
}

export const reportAddress = (id: string): string => `${path(id)}/export`;

export const addReport = (report: NewReport): Promise<Report> => request("POST", "/api/reports", report);
export const changeReport = (id: string, report: NewReport): Promise<Report> => request("PUT", path(id), report);
export const removeReport = (id: string): Promise<void> => request("DELETE", path(id));
export const sendReport = (id: string): Promise<{ to: number }> => request("POST", `${path(id)}/send`);
