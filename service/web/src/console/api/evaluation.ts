/** Offline evaluation, as the server sends and takes it. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { request, withQuery } from "./http";

/** A run in a list; `passed` of `total` playings met every expectation, `ok` is whether all gates are met. */
export interface ListedRun {
  id: string;
  suite: string;
  target: string;
  started_at: string;
  finished_at: string;
  ok: boolean;
  passed: number;
  total: number;
  failed_gates: number;
  cached: number;
}

export interface Suite {
  id: string;
  name: string;
  own: boolean;
  description: string;
  languages: string[];
  cases: number;
  critical: number;
  repetitions: number;
  /** One without documents is meant for the installation's own knowledge base. */
  documents: boolean;
  gates: string[];
  problem: string | null;
  last: ListedRun | null;
}

export interface SuitesPage {
  suites: Suite[];
  /** Other bots that can be asked. */
  targets: string[];
}

export type JobState = "queued" | "running" | "done" | "failed" | "cancelled";

export interface Job {
  id: string;
  suites: string[];
  state: JobState;
  by: string;
  created_at: string;
  ended_at: string | null;
  done: number;
  total: number;
  runs: { suite: string; run: string; ok: boolean }[];
  error: string | null;
}

export interface Wanted {
  suites: string[];
  /** `documents`, `installation`, or the name of a target. */
  of: string;
  repetitions?: number;
  baseline?: string;
  fresh?: boolean;
}

export interface Gate {
  gate: string;
  /** Null where there was no baseline to look at. */
  met: boolean | null;
  told: string;
}

export interface RunDetail {
  run: ListedRun;
  seed: number;
  repetitions: number;
  baseline: string | null;
  gates: Gate[];
  graders: Record<string, { judged: number; mean: number | null; labels: Record<string, number> }>;
  expectations: { met: number; checked: number };
  passes: Record<string, number>;
  latency_ms: { p50: number | null; p95: number | null };
  versions: Record<string, string>;
  failed_cases: number;
  not_evaluated: string[];
}

export interface Check {
  criterion: string;
  expected: string;
  actual: string;
  passed: boolean;
}

export interface PlayedGrade {
  grader: string;
  stage: string;
  label: string;
  score: number | null;
  reason: string;
  evidence: string[];
  version: string;
}

export interface PlayedTurn {
  said: string[];
  reply: string;
  handoff: string | null;
  citations: { document: string; chunk_id: string; quote: string }[];
  checks: Check[];
  grades: PlayedGrade[];
}

export interface PlayedCase {
  id: string;
  language: string;
  repetition: number;
  critical: boolean;
  tags: string[];
  turns: PlayedTurn[];
  error: string | null;
  passed: boolean;
  not_evaluated: string | null;
  failures: string[];
}

export interface CasePage {
  cases: PlayedCase[];
  total: number;
  next: number | null;
}

export type Verdict = "worse" | "better" | "moved" | "slight" | "unclear";

export interface Measure {
  n: number;
  changed: number;
  a: number;
  b: number;
  difference: number;
  low: number | null;
  high: number | null;
  adjusted: number;
  verdict: Verdict;
}

export interface CaseChange {
  id: string;
  passed: [number, number];
  graders: Record<string, [number, number]>;
  failures: string[];
}

export interface ComparedRuns {
  a: ListedRun;
  b: ListedRun;
  comparison: {
    least: number;
    measures: Record<string, Measure>;
    regressions: CaseChange[];
    improvements: CaseChange[];
    only_a: string[];
    only_b: string[];
  };
  reworded: string[];
}

export const suitesQuery = queryOptions({
  queryKey: ["evaluations", "suites"],
  queryFn: () => request<SuitesPage>("GET", "/api/evaluation/suites"),
});

export const jobsQuery = queryOptions({
  queryKey: ["evaluations", "jobs"],
  queryFn: () => request<{ evaluations: Job[] }>("GET", "/api/evaluation/jobs"),
});

export function runsQuery(suite: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ["evaluations", "runs", suite ?? "all"],
    queryFn: ({ pageParam }) =>
      request<{ runs: ListedRun[]; next: string | null }>(
        "GET",
        withQuery("/api/evaluation/runs", { suite, cursor: pageParam }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

const runPath = (id: string): string => `/api/evaluation/runs/${encodeURIComponent(id)}`;

// What a run found never changes.
export function runQuery(id: string) {
  return queryOptions({
    queryKey: ["evaluation run", id],
    queryFn: () => request<RunDetail>("GET", runPath(id)),
    staleTime: Infinity,
  });
}

export function casesQuery(id: string, failed: boolean) {
  return infiniteQueryOptions({
    queryKey: ["evaluation run", id, "cases", failed],
    queryFn: ({ pageParam }) =>
      request<CasePage>("GET", withQuery(`${runPath(id)}/cases`, { failed: String(failed), cursor: pageParam })),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: Infinity,
  });
}

/** Every repetition of one case. */
export function caseQuery(id: string, wanted: string) {
  return queryOptions({
    queryKey: ["evaluation run", id, "case", wanted],
    queryFn: () => request<CasePage>("GET", withQuery(`${runPath(id)}/cases`, { case: wanted, limit: 200 })),
    staleTime: Infinity,
  });
}

export function comparisonQuery(a: string, b: string) {
  return queryOptions({
    queryKey: ["evaluation run", a, "comparison", b],
    queryFn: () => request<ComparedRuns>("GET", withQuery("/api/evaluation/comparison", { a, b })),
    staleTime: Infinity,
  });
}

export const REPORTS = ["html", "junit", "markdown"] as const;

export const reportAddress = (id: string, kind: (typeof REPORTS)[number], baseline?: string): string =>
  withQuery(`${runPath(id)}/report`, { kind, baseline });

/** Refused with 409 where too many wait already. */
export const startRun = (wanted: Wanted): Promise<Job> => request("POST", "/api/evaluation/jobs", wanted);

export const cancelRun = (id: string): Promise<Job> =>
  request("POST", `/api/evaluation/jobs/${encodeURIComponent(id)}/cancel`);

export const makeSuite = (name: string): Promise<{ id: string }> =>
  request("POST", "/api/evaluation/suites", { name, description: "" });

/** Refused with 409 where the suite has this conversation already. */
export const makeCase = (conversation: string, suite: string, blank: boolean): Promise<{ id: string }> =>
  request("POST", "/api/evaluation/cases", { conversation, suite, blank });
