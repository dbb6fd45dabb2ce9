/** What it costs that customers write in, and how far they come. */
import { queryOptions } from "@tanstack/react-query";
import { request, refusal, withQuery } from "./http";

/** `opened`, `asked` and `left` count conversations; what follows counts the people who left details. */
export interface Funnel {
  channel: string;
  opened: number;
  asked: number;
  left: number;
  people: number;
  complete: number;
  contacted: number;
  qualified: number;
  won: number;
  lost: number;
}

export interface SpendEntry {
  channel: string;
  account: string | null;
  day: string;
  /** A decimal number. */
  amount: string;
  currency: string;
  impressions: number | null;
  clicks: number | null;
}

export interface SpendList {
  entries: SpendEntry[];
  more: boolean;
  currency: string;
}

export interface NewSpend {
  channel: string;
  account?: string;
  day: string;
  amount: string;
  currency?: string;
}

export interface SpendImport {
  stored: number;
  bad: { number: number; problem: string }[];
  bad_lines: number;
}

export function funnelQuery(since: string | undefined) {
  return queryOptions({
    queryKey: ["leads", "funnel", since ?? "all"],
    queryFn: () => request<{ funnels: Funnel[] }>("GET", withQuery("/api/leads/funnel", { since })),
  });
}

export function spendQuery(since: string | undefined) {
  return queryOptions({
    queryKey: ["kpis", "spend", since ?? "all"],
    queryFn: () => request<SpendList>("GET", withQuery("/api/spend", { since: since?.slice(0, 10) })),
  });
}

export const enterSpend = (entry: NewSpend): Promise<SpendEntry> => request("POST", "/api/spend", entry);

/** The file as it is: the server finds out its encoding. */
export async function importSpend(file: File): Promise<SpendImport> {
  const response = await fetch("/api/spend/import", {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "text/csv" },
    body: file,
  });
  const text = await response.text();
  if (!response.ok) throw refusal(response.status, text);
  return JSON.parse(text) as SpendImport;
}
