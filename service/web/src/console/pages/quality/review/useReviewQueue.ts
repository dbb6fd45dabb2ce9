import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { addReview, nextReviews, type QueueChoice, type QueuedGrade, turnToReviewQuery } from "../../../api/reviews";
import { EMPTY, keyOf, queueStep, type QueueState } from "./queue";

const FEW_LEFT = 6;
/** So many turns are read ahead, so that the next one is there when the last is answered. */
const READ_AHEAD = 3;

export interface ReviewQueue extends QueueState {
  current: QueuedGrade | undefined;
  loading: boolean;
  error: Error | null;
  answer(label: string, note: string): void;
  skip(): void;
  back(): void;
  retry(): void;
}

/** Cases one after the other: answers are stored while the next case is read already. */
export function useReviewQueue(choice: QueueChoice): ReviewQueue {
  const client = useQueryClient();
  const [state, step] = useReducer(queueStep, EMPTY);
  const [error, setError] = useState<Error | null>(null);
  const fetching = useRef(false);
  const [loading, setLoading] = useState(true);
  const chosen = JSON.stringify(choice);
  const latest = useRef(chosen);
  const open = useRef(0);
  useEffect(() => {
    open.current = state.cases.length - Object.keys(state.answers).length;
  });

  const fetchMore = useCallback(async () => {
    if (fetching.current) return;
    fetching.current = true;
    setLoading(true);
    try {
      const cases = await nextReviews(JSON.parse(chosen) as QueueChoice, open.current);
      if (latest.current === chosen) step({ kind: "fetched", cases });
      setError(null);
    } catch (failure) {
      setError(failure as Error);
    } finally {
      fetching.current = false;
      setLoading(false);
    }
  }, [chosen]);

  useEffect(() => {
    latest.current = chosen;
    open.current = 0;
    fetching.current = false;
    step({ kind: "restarted" });
    void fetchMore();
  }, [chosen, fetchMore]);

  const left = state.cases.length - state.at;
  useEffect(() => {
    if (state.cases.length > 0 && left < FEW_LEFT && !state.exhausted) void fetchMore();
  }, [state.cases.length, left, state.exhausted, fetchMore]);

  useEffect(() => {
    for (const one of state.cases.slice(state.at, state.at + READ_AHEAD))
      void client.prefetchQuery(turnToReviewQuery(one.turn_id, one.grader, choice.blind));
  }, [client, state.cases, state.at, choice.blind]);

  const current = state.cases[state.at];
  const answer = (label: string, note: string): void => {
    if (!current) return;
    const key = keyOf(current);
    step({ kind: "answered", key, answer: { label, note } });
    addReview(current.turn_id, current.grader, label, note).then(
      (review) => step({ kind: "stored", key, review }),
      (failure: Error) => step({ kind: "failed", key, error: failure }),
    );
  };
  return {
    ...state,
    current,
    loading,
    error,
    answer,
    skip: () => step({ kind: "skipped" }),
    back: () => step({ kind: "back" }),
    retry: () => void fetchMore(),
  };
}
