import { useSearchParams } from "react-router";
import { type LeadFilters, type Stage, STAGES } from "../../api/leads";

const NAMES = ["stage", "status", "q", "channel", "operator", "tag", "sort"] as const;

export interface LeadsAddress {
  filters: LeadFilters;
  setFilters(filters: LeadFilters): void;
  /** The lead that is looked at. */
  chosen: string | null;
  choose(id: string | null): void;
}

/** What is looked for stands in the address, so that it can be sent to a colleague and survives a reload. */
export function useLeadsAddress(): LeadsAddress {
  const [parameters, setParameters] = useSearchParams();
  const given = Object.fromEntries(NAMES.flatMap((name) => (parameters.get(name) ? [[name, parameters.get(name)]] : [])));
  const filters = { sort: "newest", ...given } as LeadFilters;
  if (filters.stage && !STAGES.includes(filters.stage as Stage)) delete filters.stage;
  const change = (values: Record<string, string | undefined>): void =>
    setParameters(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(values)) value ? next.set(name, value) : next.delete(name);
        return next;
      },
      { replace: true },
    );
  return {
    filters,
    setFilters: (next) => {
      const wanted = next as unknown as Record<string, string | undefined>;
      change(Object.fromEntries(NAMES.map((name) => [name, name === "sort" && wanted[name] === "newest" ? undefined : wanted[name]])));
    },
    chosen: parameters.get("lead"),
    choose: (id) => change({ lead: id ?? undefined }),
  };
}
