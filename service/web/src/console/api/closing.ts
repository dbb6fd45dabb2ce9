/** How conversations end, as the server sends and takes it. */
import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";
import type { Said } from "./policy";

export const PARTS = ["warning", "invitation", "thanks"] as const;

export interface ClosingDocument {
  /** In minutes. */
  silence: { agent: number; operator: number; unanswered: number };
  warning: { enabled: boolean; minutes: number; except_in: string[] };
  invitation: { enabled: boolean; except_in: string[]; within_hours: number };
  words: Record<(typeof PARTS)[number], Said>;
}

export interface ClosingPage {
  number: number;
  document: ClosingDocument;
  at: string | null;
  by: string | null;
  /** What is said where the policy has no words of its own. */
  fixed_words: Record<(typeof PARTS)[number], Said>;
  channels: string[];
}

export interface FormerClosing {
  number: number;
  document: ClosingDocument;
  at: string;
  by: string;
}

export const closingQuery = queryOptions({
  queryKey: ["policy", "closing"],
  queryFn: () => request<ClosingPage>("GET", "/api/policy/closing"),
});

export const closingHistoryQuery = queryOptions({
  queryKey: ["policy", "closing", "history"],
  queryFn: () => request<{ policies: FormerClosing[] }>("GET", "/api/policy/closing/history"),
});

/** Refused with 409 where somebody has changed it since, with 422 and the fields where it makes no sense. */
export const saveClosing = (document: ClosingDocument, based_on: number): Promise<ClosingPage> =>
  request("PUT", "/api/policy/closing", { document, based_on });
