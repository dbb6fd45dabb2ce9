import { useQuery } from "@tanstack/react-query";
import { request } from "../../../api/http";

interface FiringAlert {
  rule: string;
  reason: string;
  fired_at: string;
}

interface WatchRule {
  id: string;
  grader?: string;
}

/** Graders of which an alert says now that reviewers come to disagree with them, or that they say something else than before. */
export function useDrifts(): { drifts: Record<string, FiringAlert>; error: Error | null } {
  const firing = useQuery({
    queryKey: ["alerts", "firing"],
    queryFn: () => request<{ alerts: FiringAlert[] }>("GET", "/api/alerts?state=firing&limit=200"),
  });
  const rules = useQuery({
    queryKey: ["policy", "alerts"],
    queryFn: () => request<{ document: { rules?: WatchRule[] } }>("GET", "/api/alerts/rules"),
  });
  const watched = new Map((rules.data?.document.rules ?? []).map(({ id, grader }) => [id, grader]));
  const drifts: Record<string, FiringAlert> = {};
  for (const alert of firing.data?.alerts ?? []) {
    const grader = watched.get(alert.rule);
    if (grader) drifts[grader] ??= alert;
  }
  return { drifts, error: firing.error ?? rules.error };
}
