import { RISKS, STATES, type InboxFilter } from "../../api/inbox";

const FREE = ["channel", "account", "group", "language", "tag", "q"] as const;

/** The filter as the address has it; what makes no sense there is left out. */
export function filterOf(search: URLSearchParams): InboxFilter {
  const filter: InboxFilter = {};
  const state = STATES.find((one) => one === search.get("state"));
  const risk = RISKS.find((one) => one === search.get("risk"));
  if (state) filter.state = state;
  if (risk) filter.risk = risk;
  for (const name of FREE) {
    const value = search.get(name)?.trim();
    if (value) filter[name] = value.slice(0, 200);
  }
  return filter;
}

/** The address with one part of the filter changed. */
export function withFilter(search: URLSearchParams, change: Partial<Record<keyof InboxFilter, string | undefined>>): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

/** How many choices beside the state and the words narrow the list. */
export const narrowing = ({ channel, account, group, risk, language, tag }: InboxFilter): number =>
  [channel, account, group, risk, language, tag].filter(Boolean).length;
