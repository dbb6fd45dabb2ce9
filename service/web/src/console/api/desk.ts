/** What operators do among themselves: notes, passing on, how conversations end, replies kept ready. */
import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";

export interface ThreadEntry {
  id: string;
  kind: "note" | "claimed" | "transferred" | "returned" | "closed" | "reopened" | "assigned" | "missed" | "taken_back" | "routed";
  at: string;
  by: string | null;
  by_picture: string | null;
  text: string;
  details: { operator: string | null; group: string | null; from_group: string | null; disposition: string | null };
  mentioned: string[];
}

export interface Mention {
  entry: ThreadEntry;
  conversation_id: string;
  customer_id: string;
  customer: string | null;
  seen: boolean;
}

export interface Disposition {
  id: string;
  en: string;
  zh: string;
}

export interface DeskPolicy {
  number: number;
  document: { dispositions: Disposition[] };
  at: string | null;
  by: string | null;
}

export interface Canned {
  id: string;
  shortcut: string;
  language: "en" | "zh" | null;
  text: string;
  own: boolean;
}

export type Wording = Pick<Canned, "shortcut" | "language" | "text">;

const path = (id: string): string => `/api/conversations/${encodeURIComponent(id)}`;

export const mentionsQuery = queryOptions({
  queryKey: ["mentions"],
  queryFn: () => request<{ mentions: Mention[]; unseen: number }>("GET", "/api/desk/mentions"),
});

export const deskPolicyQuery = queryOptions({
  queryKey: ["policy", "desk"],
  queryFn: () => request<DeskPolicy>("GET", "/api/desk/policy"),
  staleTime: 60_000,
});

export const cannedQuery = queryOptions({
  queryKey: ["canned"],
  queryFn: () => request<{ replies: Canned[] }>("GET", "/api/canned-replies"),
  staleTime: 60_000,
});

/** Repeating it with the same client_id is safe. */
export const addNote = (id: string, text: string, mentions: string[], client_id: string): Promise<void> =>
  request("POST", `${path(id)}/notes`, { text, mentions, client_id });

export const transfer = (id: string, to: "operator" | "group", target: string): Promise<unknown> =>
  request("POST", `${path(id)}/transfer`, { to, id: target });

export const reopen = (id: string): Promise<unknown> => request("POST", `${path(id)}/reopen`);

/** For the customer to see; lost ones do not matter. */
export const tellTyping = (id: string): Promise<void> => request("POST", `${path(id)}/typing`);

export const seeMentions = (id: string): Promise<void> => request("POST", `${path(id)}/mentions/seen`);

export const saveDispositions = (dispositions: Disposition[], based_on: number): Promise<DeskPolicy> =>
  request("PUT", "/api/desk/policy", { document: { dispositions }, based_on });

const cannedPath = (own: boolean): string => (own ? "/api/canned-replies" : "/api/canned-replies/shared");

export const addCanned = (wording: Wording, own: boolean): Promise<Canned> => request("POST", cannedPath(own), wording);

export const changeCanned = ({ id, own }: Canned, wording: Wording): Promise<Canned> =>
  request("PUT", `${cannedPath(own)}/${encodeURIComponent(id)}`, wording);

export const removeCanned = ({ id, own }: Canned): Promise<void> =>
  request("DELETE", `${cannedPath(own)}/${encodeURIComponent(id)}`);
