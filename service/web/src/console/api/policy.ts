/** The hand-off policy, as the server sends and takes it. */
import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";

export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
export const WEEKDAYS: Weekday[] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

export interface Said {
  en: string;
  zh: string;
}

interface Switch {
  enabled: boolean;
}

export interface Rules {
  safety: Switch;
  customer_request: Switch;
  negative_sentiment: Switch & { threshold: number };
  repeated_failure: Switch & { failures: number };
  low_confidence: Switch & { threshold: number };
  failed_check: Switch;
  urgent: Switch;
  high_value: Switch & { amount: number };
  out_of_scope: Switch & { threshold: number };
}

/** Rules are as in `Rules`, each with what differs only, or null. */
export interface Override {
  intents: string[];
  channels: string[];
  hand_off: boolean;
  rules: Record<string, Record<string, unknown> | null>;
}

/** When operators are there. */
export interface Hours {
  enabled: boolean;
  time_zone: string;
  weekdays: Partial<Record<Weekday, string[]>>;
  holidays: string[];
  working_days: { date: string; hours: string[] }[];
}

/** Hours to begin with, where there were none. */
export const DEFAULT_HOURS: Hours = {
  enabled: true,
  time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  weekdays: Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, ["09:00-18:00"]])),
  holidays: [],
  working_days: [],
};

export interface PolicyDocument {
  rules: Rules;
  overrides: Override[];
  words: Record<string, Said>;
  hours: Hours;
  nobody_comes: {
    enabled: boolean;
    after_minutes: number;
    then: "requeue" | "return";
    times: number;
    promise_minutes: number;
    ask_contact: boolean;
  };
  operator_gone: { enabled: boolean; after_minutes: number };
  loops: { minutes: number; rules: string[] };
}

export interface PolicyPage {
  number: number;
  document: PolicyDocument;
  at: string | null;
  by: string | null;
  fixed_words: Record<string, Said>;
}

export interface FormerPolicy {
  number: number;
  document: PolicyDocument;
  at: string;
  by: string;
}

export const policyQuery = queryOptions({
  queryKey: ["policy"],
  queryFn: () => request<PolicyPage>("GET", "/api/policy"),
});

export const policyHistoryQuery = queryOptions({
  queryKey: ["policy", "history"],
  queryFn: () => request<{ policies: FormerPolicy[] }>("GET", "/api/policy/history"),
});

/** Refused with 409 where somebody has changed the policy since, with 422 and the fields where it makes no sense. */
export const savePolicy = (document: PolicyDocument, based_on: number): Promise<PolicyPage> =>
  request("PUT", "/api/policy", { document, based_on });
