import type { Query, QueryClient, QueryFilters } from "@tanstack/react-query";

const toCome = new WeakSet<Query>();

/**
 * Fetches again what is shown of these. What is on its way may have been read before the change: it arrives first, for cut
 * off at each change it would never arrive where changes come faster than answers, and is then fetched once more.
 */
export function fetchAnew(client: QueryClient, filters: QueryFilters): void {
  const underWay = client.getQueryCache().findAll({ ...filters, type: "active", fetchStatus: "fetching" });
  void client.invalidateQueries(filters, { cancelRefetch: false });
  for (const query of underWay) {
    if (toCome.has(query)) continue;
    toCome.add(query);
    const again = (): void => {
      if (toCome.delete(query)) fetchAnew(client, { queryKey: query.queryKey, exact: true });
    };
    void query.promise?.then(again, () => void toCome.delete(query));
  }
}
