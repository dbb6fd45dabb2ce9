import { useQueryClient, type Query as TrackedQuery, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { fetchAnew } from "./fetchAnew";
import { keepListening } from "./keepListening";

/** A change by itself is shown at once, and so is what an operator waits for (a hand-off); bursts (a turn and its seven
 * grades) become one refetch every so often. */
const GATHER_MS = 40;
const APART_MS = 500;
/** How often shown data is asked for while the event stream is down. */
const POLL_MS = 5_000;

type Topic =
  | "conversations" | "conversation" | "grades" | "hits" | "documents" | "leads" | "kpis" | "policy" | "evaluations" | "alerts"
  | "mentions" | "team";

/** Which conversations have changed; `all`: perhaps any. */
export interface Changes {
  ids: Set<string>;
  all: boolean;
}

const listeners = new Set<(changes: Changes) => void>();

/** Calls the listener with each burst of changes to conversations; returns how to stop that. */
export function onChanged(listener: (changes: Changes) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

const typingListeners = new Set<(conversation: string) => void>();

/** Calls the listener when a customer writes, with the conversation; returns how to stop that. */
export function onTyping(listener: (conversation: string) => void): () => void {
  typingListeners.add(listener);
  return () => void typingListeners.delete(listener);
}

const assignedListeners = new Set<(conversation: string) => void>();

/** Calls the listener when the reader was given a conversation; returns how to stop that. */
export function onAssigned(listener: (conversation: string) => void): () => void {
  assignedListeners.add(listener);
  return () => void assignedListeners.delete(listener);
}

const tellAll = (): void => listeners.forEach((listener) => listener({ ids: new Set(), all: true }));

/** Which queries show what changed. */
export function affectedKeys(topic: Topic, id: string | null): string[][] {
  switch (topic) {
    case "conversation":
      return [["conversations"], id ? ["conversation", id] : ["conversation"]];
    case "grades":
      return [id ? ["conversation", id] : ["conversation"]];
    case "conversations":
      return [["conversations"], id ? ["conversation", id] : ["conversation"]];
    case "team":
      return [["team"], ["colleagues"]];
    default:
      return [[topic]];
  }
}

/** Keeps what is shown fresh: by the server's events, by polling while they fail. True while events flow.
 *
 * Who listens counts as online; `present` is false for a screen on the wall, at which nobody works.
 */
export function useLiveUpdates(present = true): boolean {
  const client = useQueryClient();
  const [live, setLive] = useState(false);
  useEffect(() => follow(client, present, setLive), [client, present]);
  useEffect(() => {
    if (live) return;
    const poll = setInterval(() => {
      tellAll();
      fetchAnew(client, { predicate: shownAnew });
    }, POLL_MS);
    return () => clearInterval(poll);
  }, [client, live]);
  return live;
}

/** What `useLiveUpdates` does while it is shown; returns how to end that. */
export function follow(client: QueryClient, present: boolean, setLive: (live: boolean) => void): () => void {
  const gathered = new Map<string, string[]>();
  let changes: Changes = { ids: new Set(), all: false };
  let refetchedAt_ms = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due_ms = Infinity;

  const refetch = (): void => {
    due_ms = Infinity;
    refetchedAt_ms = Date.now();
    for (const queryKey of gathered.values()) fetchAnew(client, { queryKey });
    gathered.clear();
    if (changes.all || changes.ids.size) for (const listener of listeners) listener(changes);
    changes = { ids: new Set(), all: false };
  };
  const refetchAt = (at_ms: number): void => {
    if (at_ms >= due_ms) return;
    clearTimeout(timer);
    due_ms = at_ms;
    timer = setTimeout(refetch, at_ms - Date.now());
  };
  const stop = keepListening(present ? "/api/events" : "/api/events?present=false", {
    onUp() {
      setLive(true);
      // Whatever changed while nobody was listening.
      tellAll();
      void client.invalidateQueries({ predicate: shownAnew });
    },
    onDown: () => setLive(false),
    events: {
      changed(data) {
        const { topic, id, at_once } = JSON.parse(data) as { topic: Topic; id: string | null; at_once: boolean };
        for (const key of affectedKeys(topic, id)) gathered.set(key.join("/"), key);
        if (topic === "conversation" || topic === "conversations") {
          if (id) changes.ids.add(id);
          else changes.all = true;
        }
        const soon_ms = Date.now() + GATHER_MS;
        refetchAt(at_once ? soon_ms : Math.max(soon_ms, refetchedAt_ms + APART_MS));
      },
      assigned: (data) => tellOf(assignedListeners, data),
      typing: (data) => tellOf(typingListeners, data),
    },
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

function tellOf(listeners: Set<(conversation: string) => void>, data: string): void {
  const { id } = JSON.parse(data) as { id: string };
  for (const listener of listeners) listener(id);
}

/** All but the log-in, the inbox, which takes changes in by itself, and what takes the server long and is asked for by hand:
 * `meta: { still: true }`. */
function shownAnew({ queryKey, meta }: Pick<TrackedQuery, "queryKey" | "meta">): boolean {
  return queryKey[0] !== "me" && queryKey[0] !== "inbox" && !meta?.["still"];
}
