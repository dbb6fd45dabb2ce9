/** What the wall shows; keys begin with the topic that `/api/events` names when they change. */
import { queryOptions } from "@tanstack/react-query";
import type { ConversationState } from "../../shared/contract";
import { request, withQuery } from "./http";
import { ratesQuery } from "./rates";
import type { ConversationPage } from "./types";

/** Also without news: time passes, and yesterday ends. */
const EVERY_MS = 30_000;
const MOST = 100;
const RECENT_MS = 5 * 60_000;

export function stateQuery(state: ConversationState) {
  return queryOptions({
    queryKey: ["conversations", "wall", state],
    queryFn: () => request<ConversationPage>("GET", withQuery("/api/conversations", { state, limit: MOST })),
    refetchInterval: EVERY_MS,
  });
}

export function todayQuery(now: Date) {
  const since = new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString();
  return queryOptions({ ...ratesQuery({ since }), refetchInterval: EVERY_MS });
}

/** The last minutes: who is there, and how many conversations are open. */
export function recentQuery(now: Date) {
  const minute = Math.floor((now.getTime() - RECENT_MS) / 60_000) * 60_000;
  return queryOptions({ ...ratesQuery({ since: new Date(minute).toISOString() }), refetchInterval: EVERY_MS });
}
