import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { backoffMs } from "../../shared/backoff";

/** Bursts of changes (a turn and its seven grades) become one refetch. */
const GATHER_MS = 250;
/** How often shown data is asked for while the event stream is down. */
const POLL_MS = 5_000;

type Topic = "conversations" | "conversation" | "grades" | "documents" | "leads" | "kpis" | "policy" | "evaluations";

/** Which queries show what changed. */
export function affectedKeys(topic: Topic, id: string | null): string[][] {
  switch (topic) {
    case "conversation":
    case "grades":
      return [id ? ["conversation", id] : ["conversation"]];
    case "conversations":
      return [["conversations"], id ? ["conversation", id] : ["conversation"]];
    default:
      return [[topic]];
  }
}

/** Keeps what is shown fresh: by the server's events, by polling while they fail. True while events flow. */
export function useLiveUpdates(): boolean {
  const client = useQueryClient();
  const [live, setLive] = useState(false);
  useEffect(() => follow(client, setLive), [client]);
  useEffect(() => {
    if (live) return;
    const poll = setInterval(() => void client.invalidateQueries({ predicate: notTheLogIn }), POLL_MS);
    return () => clearInterval(poll);
  }, [client, live]);
  return live;
}

function follow(client: QueryClient, setLive: (live: boolean) => void): () => void {
  const gathered = new Map<string, string[]>();
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;

  const refetch = (): void => {
    timer = undefined;
    for (const queryKey of gathered.values()) void client.invalidateQueries({ queryKey });
    gathered.clear();
  };
  const connect = (): void => {
    source = new EventSource("/api/events");
    source.onopen = () => {
      attempt = 0;
      setLive(true);
      // Whatever changed while nobody was listening.
      void client.invalidateQueries({ predicate: notTheLogIn });
    };
    source.onerror = () => {
      setLive(false);
      // The browser reconnects by itself except after a refusal.
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(connect, backoffMs(attempt++));
    };
    source.addEventListener("changed", (event) => {
      const { topic, id } = JSON.parse(event.data as string) as { topic: Topic; id: string | null };
      for (const key of affectedKeys(topic, id)) gathered.set(key.join("/"), key);
      timer ??= setTimeout(refetch, GATHER_MS);
    });
  };
  connect();
  return () => {
    source?.close();
    clearTimeout(timer);
    clearTimeout(retry);
  };
}

function notTheLogIn({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  return queryKey[0] !== "me";
}
