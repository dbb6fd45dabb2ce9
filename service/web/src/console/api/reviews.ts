/** Reviews: what to read next, a turn as a reviewer reads it, what they say, and how good graders are by it. */
import { queryOptions } from "@tanstack/react-query";
import { request, withQuery } from "./http";
import type { Rate } from "./types";

export interface QueueChoice {
  grader: string;
  order: "risk" | "random";
  /** What the grader said stays hidden until it is answered. */
  blind: boolean;
  /** What others have reviewed and the reader has not. */
  overlap: boolean;
}

export interface QueuedGrade {
  turn_id: string;
  grader: string;
  channel: string;
  language: string | null;
}

export interface SaidMessage {
  role: "customer" | "agent" | "operator";
  text: string;
}

export interface TurnToReview {
  turn_id: string;
  conversation_id: string;
  grader: string;
  version: string;
  before: SaidMessage[];
  asked: SaidMessage[];
  replies: SaidMessage[];
  following: SaidMessage[];
  labels: string[];
  /** Null where it is hidden. */
  grade: { label: string; score: number | null; reason: string; evidence: string[] } | null;
}

export interface Review {
  id: string;
  given: string;
  label: string;
  verdict: "confirms" | "corrects";
  blind: boolean;
}

/** Over `n` cases with its 95 % interval; null where it is undefined or nothing tells how sure it is. */
export interface Figure {
  n: number;
  value: number | null;
  low: number | null;
  high: number | null;
}

export interface Agreement {
  n: number;
  agreement: Figure;
  kappa: Figure;
  labels: Record<string, { precision: Figure; recall: Figure }>;
  /** By what was given, then by what is true. */
  confusion: Record<string, Record<string, number>>;
}

export interface LabelRate {
  machine: Rate;
  reviewers: Rate;
  powered: Figure & { grades: number; power: number };
}

export interface Calibration {
  grader: string;
  version: string;
  key: Record<string, string | null>;
  /** So many reviews were of turns drawn by chance. */
  random: number;
  quality: Agreement;
  reviewers: Agreement;
  rates: Record<string, LabelRate>;
}

const TAKE = 20;
const MOST = 200;

/** `open` cases are here already, and will be among what comes: those that were skipped stay at the head of the queue. */
export const nextReviews = async (choice: QueueChoice, open: number): Promise<QueuedGrade[]> => {
  const { grader, order, blind, overlap } = choice;
  const limit = Math.min(MOST, TAKE + open);
  const query = { grader, order, blind: String(blind), overlap: String(overlap), limit };
  return (await request<{ queue: QueuedGrade[] }>("GET", withQuery("/api/reviews/queue", query))).queue;
};

/** Asked for once: what a turn is does not change while it is read. */
export function turnToReviewQuery(turn: string, grader: string, blind: boolean) {
  const path = `/api/reviews/turns/${encodeURIComponent(turn)}`;
  return queryOptions({
    queryKey: ["review", turn, grader, blind],
    queryFn: () => request<TurnToReview>("GET", withQuery(path, { grader, blind: String(blind) })),
    staleTime: Infinity,
    meta: { still: true },
  });
}

export const addReview = (turn_id: string, grader: string, label: string, note: string): Promise<Review> =>
  request("POST", "/api/reviews", { turn_id, grader, label, note });

/** By `by`: language, channel, week or month; "" for the whole. */
export function calibrationQuery(by: string, since: string | undefined) {
  return queryOptions({
    queryKey: ["calibration", by, since ?? "all"],
    queryFn: () =>
      request<{ calibrations: Calibration[] }>("GET", withQuery("/api/reviews/calibration", { by, since })),
    staleTime: 60_000,
    meta: { still: true },
  });
}
