import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { fetchInbox, inboxQuery, type InboxFilter } from "../../api/inbox";
import { onChanged, type Changes } from "../../api/live";
import { rowsOf, withFirstPage, withRows, type InboxPages } from "./inboxPages";

/** As many are fetched again at once. */
const MOST_AGAIN = 60;

/** An answer that is late must not undo a later one: what changes meanwhile is fetched afterwards, all of it together. */
export function oneAfterTheOther(refresh: (changes: Changes) => Promise<void>): (changes: Changes) => void {
  let running = false;
  let waiting: Changes | null = null;
  return async (changes) => {
    waiting = { ids: new Set([...(waiting?.ids ?? []), ...changes.ids]), all: (waiting?.all ?? false) || changes.all };
    if (running) return;
    running = true;
    for (let next = takeWaiting(); next; next = takeWaiting()) await refresh(next);
    running = false;
  };

  function takeWaiting(): Changes | null {
    const taken = waiting;
    waiting = null;
    return taken;
  }
}

/** The inbox page by page, kept fresh without loading again what was scrolled past. */
export function useInbox(filter: InboxFilter) {
  const client = useQueryClient();
  const key = JSON.stringify(filter);
  const options = useMemo(() => inboxQuery(filter), [key]);
  const list = useInfiniteQuery(options);
  const visible = useRef<string[]>([]);
  useEffect(() => {
    const change = (step: (data: InboxPages) => InboxPages): void => {
      client.setQueryData<InboxPages>(options.queryKey, (data) => data && step(data));
    };
    const refresh = async ({ ids, all }: Changes): Promise<void> => {
      const known = new Set(rowsOf(client.getQueryData<InboxPages>(options.queryKey)).map((row) => row.id));
      if (!client.getQueryData(options.queryKey)) return;
      const fresh = await fetchInbox(filter);
      change((data) => withFirstPage(data, fresh));
      const shown = new Set(fresh.conversations.map((row) => row.id));
      const again = (all ? visible.current : [...ids]).filter((id) => known.has(id) && !shown.has(id)).slice(0, MOST_AGAIN);
      if (!again.length) return;
      const { conversations } = await fetchInbox(filter, { ids: again });
      change((data) => withRows(data, again, conversations));
    };
    // What fails is asked for again with the next change, or by the polling that follows a lost connection.
    return onChanged(oneAfterTheOther((changes) => refresh(changes).catch(() => undefined)));
  }, [client, options, key]);
  return { list, rows: useMemo(() => rowsOf(list.data), [list.data]), visible };
}
