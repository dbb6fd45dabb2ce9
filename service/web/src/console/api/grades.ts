/** Grades by filters, and how often each label was given. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { request, withQuery } from "./http";

export interface ListedGrade {
  turn_id: string;
  conversation_id: string;
  grader: string;
  version: string;
  stage: string;
  label: string;
  score: number | null;
  reason: string | null;
  channel: string;
  language: string | null;
  replied_by: "agent" | "operator" | null;
  asked_at: string;
  /** How the customer's question begins. */
  asked: string;
}

/** Times in ISO 8601, scores as they stand in an address. */
export type GradeFilters = Partial<
  Record<"grader" | "label" | "least" | "most" | "rule" | "operator" | "channel" | "language" | "since", string>
>;

interface GradePage {
  grades: ListedGrade[];
  next: string | null;
  /** When the last turn was asked that was looked at: what was asked before may be on the next page. */
  looked_to: string | null;
}

export function gradesQuery(filters: GradeFilters) {
  return infiniteQueryOptions({
    queryKey: ["grades", "list", filters],
    queryFn: ({ pageParam }) => request<GradePage>("GET", withQuery("/api/grades", { ...filters, cursor: pageParam })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** Which graders there are does not change while the server runs. */
export const gradersQuery = queryOptions({
  queryKey: ["graders"],
  queryFn: () => request<{ graders: { grader: string; labels: string[] }[] }>("GET", "/api/grades/graders"),
  staleTime: Infinity,
});

/** Of one grader, which the filters name; their label leaves nothing out. */
export function labelsQuery(filters: GradeFilters) {
  return queryOptions({
    queryKey: ["grades", "labels", filters],
    queryFn: () =>
      request<{ labels: Record<string, number>; left_out: boolean }>("GET", withQuery("/api/grades/labels", filters)),
    enabled: Boolean(filters.grader),
  });
}
