/** Groups of operators: who is in them, what they take, how it is given out; and whether one is there oneself. */
import { queryOptions } from "@tanstack/react-query";
import type { Colleague, Presence } from "./colleagues";
import { request } from "./http";
import type { Hours } from "./policy";

export const STRATEGIES = ["manual", "least_busy", "round_robin", "last_operator", "customer_value"] as const;
export type Strategy = (typeof STRATEGIES)[number];

export interface Routing {
  /** Names of intents. */
  skills: string[];
  languages: string[];
  /** What no other group takes. */
  catch_all: boolean;
  /** Null: those of the account or of the hand-off policy. */
  hours: Hours | null;
  strategy: Strategy;
  capacity: number;
  claim_within_s: number;
  response_limit_s: number | null;
  window_minutes: number;
  min_responses: number;
  /** The id of a group. */
  overflow_to: string | null;
}

export interface Group {
  id: string;
  name: string;
  archived_at: string | null;
  /** Rates or costs rest on it: it can be archived, not deleted. */
  used: boolean;
  routing: Routing;
  members: { id: string; name: string; email: string }[];
  /** Channel accounts whose hand-offs go here. */
  accounts: string[];
  open: boolean;
  waiting: number;
  /** Members to whom something could be given now. */
  online: number;
  response: { p90_s: number | null; n: number; over: boolean };
}

export interface Groups {
  number: number;
  groups: Group[];
}

/** A group as it is to be. */
export interface GroupDraft {
  name: string;
  members: string[];
  routing: Routing;
}

export interface OwnPresence {
  presence: Presence;
  chosen: Presence;
  conversations: number;
  capacity: number | null;
}

export const groupsQuery = queryOptions({
  queryKey: ["team", "groups"],
  queryFn: () => request<Groups>("GET", "/api/groups"),
});

export const archivedQuery = queryOptions({
  queryKey: ["team", "groups", "archived"],
  queryFn: () => request<Groups>("GET", "/api/groups?archived=true"),
});

export const presenceQuery = queryOptions({
  queryKey: ["team", "presence"],
  queryFn: () => request<OwnPresence>("GET", "/api/desk/presence"),
});

export const choosePresence = (presence: Presence): Promise<OwnPresence> =>
  request("PUT", "/api/desk/presence", { presence });

const path = (id: string): string => `/api/groups/${encodeURIComponent(id)}`;

export const addGroup = (name: string): Promise<Group> => request("POST", "/api/groups", { name });

/** Refused with 409 where somebody has saved since, with 422 and the fields where it makes no sense. */
export const saveGroup = (id: string, draft: GroupDraft, based_on: number): Promise<Groups> =>
  request("PUT", path(id), { ...draft, based_on });

/** Refused with 409 and the reason where something rests on it. */
export const removeGroup = (id: string): Promise<void> => request("DELETE", path(id));

/** Refused with 409 and the reason where accounts or another group send conversations there. */
export const archiveGroup = (id: string, archived: boolean): Promise<Groups> =>
  request("PUT", `${path(id)}/archived`, { archived });

export const changeOperator = (
  id: string,
  own: { capacity: number | null; skills: string[]; languages: string[] },
): Promise<Colleague> => request("PUT", `/api/colleagues/${encodeURIComponent(id)}`, own);
