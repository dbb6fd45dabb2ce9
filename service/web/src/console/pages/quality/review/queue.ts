import type { QueuedGrade, Review } from "../../../api/reviews";

/** What a reviewer said of a case; `stored` is what came of it. */
export interface Answer {
  label: string;
  note: string;
  stored?: Review;
  error?: Error;
}

/** The cases that were fetched, in order, which of them is read, and what has been said. */
export interface QueueState {
  cases: QueuedGrade[];
  at: number;
  answers: Record<string, Answer>;
  /** Nothing new came when it was last asked for more. */
  exhausted: boolean;
}

export const EMPTY: QueueState = { cases: [], at: 0, answers: {}, exhausted: false };

export type QueueStep =
  | { kind: "fetched"; cases: QueuedGrade[] }
  | { kind: "answered"; key: string; answer: Answer }
  | { kind: "stored"; key: string; review: Review }
  | { kind: "failed"; key: string; error: Error }
  | { kind: "skipped" }
  | { kind: "back" }
  | { kind: "restarted" };

export const keyOf = ({ turn_id, grader }: QueuedGrade): string => `${turn_id}/${grader}`;

export function queueStep(state: QueueState, step: QueueStep): QueueState {
  switch (step.kind) {
    case "fetched": {
      const known = new Set(state.cases.map(keyOf));
      const fresh = step.cases.filter((one) => !known.has(keyOf(one)));
      return { ...state, cases: [...state.cases, ...fresh], exhausted: fresh.length === 0 };
    }
    case "answered":
      return { ...state, at: state.at + 1, answers: { ...state.answers, [step.key]: step.answer } };
    case "stored":
    case "failed": {
      const answer = state.answers[step.key];
      if (!answer) return state;
      const { error: _, ...rest } = answer;
      const told = step.kind === "stored" ? { ...rest, stored: step.review } : { ...answer, error: step.error };
      return { ...state, answers: { ...state.answers, [step.key]: told } };
    }
    case "skipped":
      return { ...state, at: Math.min(state.cases.length, state.at + 1) };
    case "back":
      return { ...state, at: Math.max(0, state.at - 1) };
    case "restarted":
      return EMPTY;
  }
}
