/** Channel accounts, as the server sends and takes them; for admins. */
import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";
import type { Hours, Said } from "./policy";

export const GREETS = ["when_opened", "first_answer"] as const;
export const LANGUAGES = ["auto", "en", "zh"] as const;

export type AccountState = "disabled" | "failing" | "refused" | "silent" | "healthy";

export interface Platform {
  channel: string;
  fields: { key: string; secret: boolean; required: boolean; default: string | null }[];
  /** Whether the platform can be asked who an account is. */
  checkable: boolean;
  /** Markdown; `{hook}` stands for the address of the account's hook. */
  help: Said;
}

export interface ChannelAccount {
  id: string;
  channel: string;
  name: string;
  created_at: string;
  state: AccountState;
  enabled: boolean;
  group: string | null;
  /** The path; `addressOf` makes an address of it. */
  hook: string;
  former_hook_until: string | null;
  deliveries: {
    accepted: number;
    accepted_at: string | null;
    refused: number;
    refused_at: string | null;
    refusal: string | null;
  };
  replies: {
    sent_at: string | null;
    failed: number;
    failed_at: string | null;
    error: string | null;
    pending: number;
    unanswered: number;
  };
  /** Messages that were acknowledged and that the database does not take; null where there are none. */
  unstored: Unstored | null;
}

/** So many messages; the oldest was said `since`. */
export interface Unstored {
  count: number;
  since: string;
}

export interface AccountSettings {
  greeting: Said;
  greet: (typeof GREETS)[number];
  language: (typeof LANGUAGES)[number];
  hours: Hours | null;
  source: string;
  lead_card: string;
}

/** A secret's value is never sent. */
export interface Credential {
  key: string;
  secret: boolean;
  given: boolean;
  value: string | null;
}

export interface AccountPage {
  account: ChannelAccount;
  settings: AccountSettings;
  credentials: Credential[];
  former_credentials_until: string | null;
  contacts: { contact: string; name: string | null; last_at: string }[];
  groups: string[];
  public_url: string;
  /** Its platform has a card of its own for contact details. */
  own_lead_card: boolean;
}

/** What is missing stays; a credential of null is taken back. */
export interface AccountChange {
  name?: string;
  credentials?: Record<string, string | null>;
  settings?: AccountSettings;
  group?: string;
  enabled?: boolean;
  overlap_hours?: number;
}

const pathOf = (id: string): string => `/api/accounts/${encodeURIComponent(id)}`;

export const accountsQuery = queryOptions({
  queryKey: ["accounts"],
  queryFn: () => request<{ accounts: ChannelAccount[]; public_url: string }>("GET", "/api/accounts"),
  refetchInterval: 10_000,
});

export const platformsQuery = queryOptions({
  queryKey: ["platforms"],
  queryFn: () => request<{ platforms: Platform[] }>("GET", "/api/accounts/platforms"),
  staleTime: Infinity,
});

export function accountQuery(id: string) {
  return queryOptions({
    queryKey: ["accounts", id],
    queryFn: () => request<AccountPage>("GET", pathOf(id)),
    refetchInterval: 10_000,
  });
}

export const addAccount = (channel: string, name: string, credentials: Record<string, string>): Promise<AccountPage> =>
  request("POST", "/api/accounts", { channel, name, credentials });

export const changeAccount = (id: string, change: AccountChange): Promise<AccountPage> =>
  request("PATCH", pathOf(id), change);

export const rotateHook = (id: string, overlap_hours: number): Promise<AccountPage> =>
  request("POST", `${pathOf(id)}/rotate`, { overlap_hours });

export const removeAccount = (id: string): Promise<void> => request("DELETE", pathOf(id));

/** Both are null where the platform cannot be asked. */
export const testAccount = (id: string): Promise<{ who: string | null; problem: string | null }> =>
  request("POST", `${pathOf(id)}/test`);

export const sendTest = (id: string, contact: string, text: string): Promise<{ external_id: string | null }> =>
  request("POST", `${pathOf(id)}/messages`, { contact, text });

/** Where the platform delivers: under the address that is set, else under the one that this page has. */
export const addressOf = (publicUrl: string, hook: string): string => `${publicUrl || window.location.origin}${hook}`;
