/** Rates as pages ask for them. Keys begin with the topic that `/api/events` names when they change. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request, type Query, withQuery } from "./http";
import type { BehindPage, KpiReport, Part, Series, Step } from "./types";

/** A period (ISO 8601; an end that is left out is open) and the kind of conversations; "" stands for "has none". */
export interface Chosen {
  since?: string | undefined;
  until?: string | undefined;
  only?: Readonly<Record<string, string>>;
}

export interface Compared extends Chosen {
  by?: readonly string[];
  compare_since?: string | undefined;
  compare_until?: string | undefined;
}

function queryOf({ since, until, only = {} }: Chosen): Query {
  return { since, until, only: Object.entries(only).map(([cut, value]) => `${cut}=${value}`) };
}

function comparedQuery(asked: Compared): Query {
  const { by = [], compare_since, compare_until } = asked;
  return { ...queryOf(asked), by: by.join(",") || undefined, compare_since, compare_until };
}

export function ratesQuery(asked: Compared) {
  const path = withQuery("/api/kpis", comparedQuery(asked));
  return queryOptions({
    queryKey: ["kpis", path],
    queryFn: () => request<KpiReport>("GET", path),
    placeholderData: keepPreviousData,
  });
}

/** The same as a file for spreadsheets. */
export const ratesAddress = (asked: Compared): string => withQuery("/api/kpis/export", comparedQuery(asked));

export function seriesQuery(asked: Chosen, number: readonly string[], step?: Step) {
  const path = withQuery("/api/kpis/series", { ...queryOf(asked), number, step });
  return queryOptions({
    queryKey: ["kpis", path],
    queryFn: () => request<Series>("GET", path),
    placeholderData: keepPreviousData,
  });
}

const behindPath = (number: string): string => `/api/kpis/${encodeURIComponent(number)}/conversations`;

export function behindQuery(number: string, asked: Chosen, part: Part) {
  return infiniteQueryOptions({
    queryKey: ["kpis", "behind", number, asked, part],
    queryFn: ({ pageParam }) =>
      request<BehindPage>("GET", withQuery(behindPath(number), { ...queryOf(asked), part, cursor: pageParam, limit: 50 })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export const behindAddress = (number: string, asked: Chosen, part: Part): string =>
  withQuery(`${behindPath(number)}/export`, { ...queryOf(asked), part });
