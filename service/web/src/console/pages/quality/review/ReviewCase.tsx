import { useQuery } from "@tanstack/react-query";
import type { InputRef } from "antd";
import { useRef, useState } from "react";
import { turnToReviewQuery } from "../../../api/reviews";
import { Failure } from "../../../components/Failure";
import { Loading } from "../../../components/Loading";
import { AnswerPanel } from "./AnswerPanel";
import { keyOf } from "./queue";
import { TurnView } from "./TurnView";
import { useReviewKeys } from "./useReviewKeys";
import type { ReviewQueue } from "./useReviewQueue";

interface Props {
  queue: ReviewQueue & { current: NonNullable<ReviewQueue["current"]> };
  blind: boolean;
  onHelp(): void;
}

/** One case; keyed by its turn, so that nothing of the last one is left in it. */
export function ReviewCase({ queue, blind, onHelp }: Props) {
  const { current } = queue;
  const said = queue.answers[keyOf(current)];
  const query = useQuery(turnToReviewQuery(current.turn_id, current.grader, blind));
  const [chosen, setChosen] = useState<string | undefined>(said?.label);
  const [note, setNote] = useState(said?.note ?? "");
  const noteField = useRef<InputRef>(null);
  const turn = query.data;
  // Where the grade is before the reviewer, Enter alone confirms it.
  const label = chosen ?? turn?.grade?.label;
  const confirm = (): void => {
    if (turn && label !== undefined) queue.answer(label, note);
  };
  const back = queue.at > 0 ? queue.back : undefined;
  useReviewKeys({
    choose: (number) => setChosen((before) => turn?.labels[number - 1] ?? before),
    confirm,
    skip: queue.skip,
    undo: () => back?.(),
    note: () => noteField.current?.focus(),
    help: onHelp,
  });
  if (!turn) return query.error ? <Failure error={query.error} onRetry={() => void query.refetch()} /> : <Loading />;
  return (
    <div className="review-case" data-testid="review-case" data-turn={turn.turn_id}>
      <TurnView turn={turn} />
      <AnswerPanel
        turn={turn}
        label={label}
        note={note}
        noteField={noteField}
        onLabel={setChosen}
        onNote={setNote}
        onConfirm={confirm}
        onSkip={queue.skip}
        onBack={back}
      />
    </div>
  );
}
