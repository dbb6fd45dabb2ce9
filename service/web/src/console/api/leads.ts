/** Leads of people and the lead policy, as the server sends and takes them. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request, withQuery } from "./http";
import type { Said } from "./policy";
import type { LeadField } from "./types";

export const STAGES = ["new", "contacted", "qualified", "won", "lost"] as const;
export type Stage = (typeof STAGES)[number];

export interface LeadConversation {
  id: string;
  customer_id: string;
  channel: string;
  source: Record<string, string>;
  intent: string | null;
  at: string;
}

/** One person, with the conversations in which they left details; `points` tells what the score is made of. */
export interface PersonLead {
  id: string;
  name: string | null;
  fields: LeadField[];
  score: number;
  points: Record<string, number>;
  status: "partial" | "complete";
  stage: Stage;
  stage_at: string | null;
  stage_by: string | null;
  /** Who has it by the word of another system. */
  owner: string | null;
  /** The e-mail address of whom it is given to. */
  operator: string | null;
  tags: string[];
  customer_id: string;
  last_at: string;
  conversation_id: string;
  channel: string;
  source: Record<string, string>;
  intent: string | null;
  conversations: LeadConversation[];
  matched_by: string[];
}

export interface PersonLeadPage extends PersonLead {
  stages: { stage: Stage; by: string; at: string }[];
}

export interface LeadList {
  leads: PersonLead[];
  total: number;
  last_export: { by: string; at: string; leads: number } | null;
}

export interface LeadFilters {
  stage?: Stage;
  status?: "partial" | "complete";
  q?: string;
  channel?: string;
  /** An e-mail address, `me` or `nobody`. */
  operator?: string;
  tag?: string;
  sort: "newest" | "score" | "oldest";
}

export const LEADS_PER_PAGE = 20;

/** How far the lead reached each CRM that is told of leads. */
export function syncQuery(id: string) {
  return queryOptions({
    queryKey: ["leads", id, "sync"],
    queryFn: () =>
      request<{ syncs: { integration: string; state: "pending" | "sent" | "failed" | "dropped"; at: string | null; error: string | null }[] }>(
        "GET",
        `/api/leads/${encodeURIComponent(id)}/sync`,
      ),
  });
}

export function leadsQuery(filters: LeadFilters, page: number) {
  const query = { ...filters, limit: LEADS_PER_PAGE, offset: (page - 1) * LEADS_PER_PAGE };
  return queryOptions({
    queryKey: ["leads", "list", query],
    queryFn: () => request<LeadList>("GET", withQuery("/api/leads", query)),
    placeholderData: keepPreviousData,
  });
}

export function leadQuery(id: string) {
  return queryOptions({
    queryKey: ["leads", "one", id],
    queryFn: () => request<PersonLeadPage>("GET", `/api/leads/${encodeURIComponent(id)}`),
  });
}

export const exportAddress = (filters: LeadFilters): string => withQuery("/api/leads/export.csv", { ...filters });

export const LEADS_ON_BOARD = 100;

/** Those of one stage, the latest first, for the board. */
export function boardQuery(stage: Stage, filters: LeadFilters) {
  const query = { ...filters, stage, limit: LEADS_ON_BOARD };
  return queryOptions({
    queryKey: ["leads", "list", query],
    queryFn: () => request<LeadList>("GET", withQuery("/api/leads", query)),
    placeholderData: keepPreviousData,
  });
}

export const tagsQuery = queryOptions({
  queryKey: ["leads", "tags"],
  queryFn: () => request<{ tags: string[] }>("GET", "/api/leads/tags"),
});

export const giveLead = (id: string, operator: string | null): Promise<PersonLeadPage> =>
  request("PUT", `/api/leads/${encodeURIComponent(id)}/operator`, { operator });

export const tagLead = (id: string, tags: string[]): Promise<PersonLeadPage> =>
  request("PUT", `/api/leads/${encodeURIComponent(id)}/tags`, { tags });

export const setStage = (id: string, stage: Stage): Promise<PersonLeadPage> =>
  request("PUT", `/api/leads/${encodeURIComponent(id)}/stage`, { stage });

export const REACHING = ["phone", "email", "wechat", "whatsapp", "telegram", "qq"];
export const LEAD_FIELDS = [...REACHING, "name", "company", "city", "need", "budget", "call_time"];

export interface LeadWhen {
  after_answers: number;
  intents: string[];
  wishes: boolean;
  never: string[];
  max_upset: number;
  times: number;
  apart: number;
  again_after_days: number;
}

export interface LeadOverride {
  channels: string[];
  languages: string[];
  intents: string[];
  enabled: boolean | null;
  fields: string[] | null;
  known: string[];
  when: Partial<Record<keyof LeadWhen, number | boolean | null>>;
}

export interface LeadPolicyDocument {
  enabled: boolean;
  fields: string[];
  at_once: number;
  required: string[];
  when: LeadWhen;
  overrides: LeadOverride[];
  words: Record<string, Said>;
  score: Record<string, number | { points: number; intents: string[] }>;
}

export interface LeadPolicyPage {
  number: number;
  document: LeadPolicyDocument;
  at: string | null;
  by: string | null;
  fixed_words: Record<string, Said>;
  intents: string[];
}

export interface FormerLeadPolicy {
  number: number;
  document: LeadPolicyDocument;
  at: string;
  by: string;
}

export const leadPolicyQuery = queryOptions({
  queryKey: ["policy", "leads"],
  queryFn: () => request<LeadPolicyPage>("GET", "/api/leads/policy"),
});

export const leadPolicyHistoryQuery = queryOptions({
  queryKey: ["policy", "leads", "history"],
  queryFn: () => request<{ policies: FormerLeadPolicy[] }>("GET", "/api/leads/policy/history"),
});

/** Refused with 409 where somebody has changed the policy since, with 422 and the fields where it makes no sense. */
export const saveLeadPolicy = (document: LeadPolicyDocument, based_on: number): Promise<LeadPolicyPage> =>
  request("PUT", "/api/leads/policy", { document, based_on });
