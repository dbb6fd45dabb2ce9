import type { InfiniteData } from "@tanstack/react-query";
import type { InboxPage, InboxRow } from "../../api/inbox";

export type InboxPages = InfiniteData<InboxPage, unknown>;

export const rowsOf = (data: InboxPages | undefined): InboxRow[] => data?.pages.flatMap((page) => page.conversations) ?? [];

/**
 * The pages with a first page that was just fetched: what has moved up is shown once, what no longer belongs to the part
 * that it covers is gone, and everything below stays where it is.
 */
export function withFirstPage(data: InboxPages, fresh: InboxPage): InboxPages {
  const ids = new Set(fresh.conversations.map((row) => row.id));
  const last = fresh.conversations.at(-1);
  // Those who wait are in an order of their own: there a row below the first page is not told by its time.
  const byTime = fresh.conversations.every((row, place, rows) => !place || isBefore(rows[place - 1] ?? row, row));
  const covered = (row: InboxRow): boolean => fresh.next === null || (byTime && last !== undefined && isBefore(row, last));
  const [first, ...others] = data.pages.map((page) => ({
    ...page,
    conversations: page.conversations.filter((row) => !ids.has(row.id) && !covered(row)),
  }));
  if (!first) return data;
  const next = first.next ?? (others.length || !first.conversations.length ? fresh.next : null);
  return { ...data, pages: [{ ...fresh, conversations: [...fresh.conversations, ...first.conversations], next }, ...others] };
}

/** The pages with these conversations fetched anew; which of them did not come no longer belong here. */
export function withRows(data: InboxPages, asked: readonly string[], rows: readonly InboxRow[]): InboxPages {
  const gone = new Set(asked);
  const known = new Map(rows.map((row) => [row.id, row]));
  const pages = data.pages.map((page) => ({
    ...page,
    conversations: page.conversations.flatMap((row) => known.get(row.id) ?? (gone.has(row.id) ? [] : row)),
  }));
  return { ...data, pages };
}

/** By the latest activity, as the list is ordered. */
function isBefore(row: InboxRow, other: InboxRow): boolean {
  const [at, otherAt] = [row.last_message_at ?? row.started_at, other.last_message_at ?? other.started_at];
  return at > otherAt || (at === otherAt && row.id > other.id);
}

/** The pages after this conversation was read. */
export function withRead(data: InboxPages, id: string): InboxPages {
  const pages = data.pages.map((page) => ({
    ...page,
    conversations: page.conversations.map((row) => (row.id === id && row.unread ? { ...row, unread: 0 } : row)),
  }));
  return { ...data, pages };
}
