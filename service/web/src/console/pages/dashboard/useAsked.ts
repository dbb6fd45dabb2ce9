import { useMemo } from "react";
import { useSearchParams } from "react-router";
import type { Chosen, Compared } from "../../api/rates";
import type { Part } from "../../api/types";
import { type Asked, askedOf, queryOf, searchOf } from "./asked";

/** A number whose conversations are looked at; of a point or a row, those of its own time or kind. */
export interface Looked {
  place: string;
  part: Part;
  chosen: Chosen;
}

export interface Dashboard {
  asked: Asked;
  query: Compared;
  change(part: Partial<Asked>): void;
  looked: Looked | undefined;
  /** Opens the conversations behind a number; with `within`, only those. */
  look(place: string, within?: Chosen, part?: Part): void;
  leave(): void;
}

const OWN = ["behind", "part", "since", "until", "in"];

/** The dashboard's state is its address. */
export function useAsked(): Dashboard {
  const [search, setSearch] = useSearchParams();
  const asked = useMemo(() => askedOf(search), [search]);
  // The day, so that midnights stay the same between two renderings.
  const today = new Date().toDateString();
  const query = useMemo(() => queryOf(asked, new Date(today)), [asked, today]);
  const place = search.get("behind");
  const looked = useMemo(() => (place ? lookedOf(place, search, query) : undefined), [place, search, query]);
  return {
    asked,
    query,
    looked,
    change: (part) => setSearch(searchOf({ ...asked, ...part }), { replace: true }),
    look: (number, within = {}, part = "yes") => setSearch(lookSearch(asked, number, within, part)),
    leave: () => setSearch(withoutLook(search), { replace: true }),
  };
}

function lookSearch(asked: Asked, place: string, within: Chosen, part: Part): URLSearchParams {
  const search = searchOf(asked);
  search.set("behind", place);
  if (part !== "yes") search.set("part", part);
  if (within.since) search.set("since", within.since);
  if (within.until) search.set("until", within.until);
  for (const [cut, value] of Object.entries(within.only ?? {})) search.append("in", `${cut}=${value}`);
  return search;
}

function lookedOf(place: string, search: URLSearchParams, query: Compared): Looked {
  const part = search.get("part");
  const within = search.getAll("in").map((one) => [one.slice(0, one.indexOf("=")), one.slice(one.indexOf("=") + 1)]);
  return {
    place,
    part: part === "no" || part === "all" ? part : "yes",
    chosen: {
      since: search.get("since") ?? query.since,
      until: search.get("until") ?? query.until,
      only: { ...query.only, ...(Object.fromEntries(within) as Record<string, string>) },
    },
  };
}

function withoutLook(search: URLSearchParams): URLSearchParams {
  const left = new URLSearchParams(search);
  for (const name of OWN) left.delete(name);
  return left;
}
