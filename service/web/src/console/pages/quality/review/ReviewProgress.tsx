import { Button } from "antd";
import { useErrorText } from "../../../components/useErrorText";
import { named, useText } from "../../../i18n/context";
import { keyOf } from "./queue";
import type { ReviewQueue } from "./useReviewQueue";

/** How many were read, and what became of the last one: only now what the grader had said, where it was hidden. */
export function ReviewProgress({ queue }: { queue: ReviewQueue }) {
  const text = useText();
  const t = text.quality.review;
  const explain = useErrorText();
  const answers = Object.values(queue.answers);
  const stored = answers.filter((answer) => answer.stored).length;
  const failed = answers.find((answer) => answer.error);
  const previous = queue.cases[queue.at - 1];
  const last = previous && queue.answers[keyOf(previous)];
  return (
    <div className="review-progress" role="status" data-testid="review-progress" data-stored={stored}>
      <strong>{t.reviewed(stored)}</strong>
      {last?.stored && (
        <span className={last.stored.verdict === "confirms" ? "good" : "fair"} data-testid="review-last">
          {last.stored.verdict === "confirms"
            ? t.agreed(named(text.labels, last.stored.label))
            : t.differed(named(text.labels, last.stored.label), named(text.labels, last.stored.given))}
        </span>
      )}
      {failed?.error && (
        <span className="bad" role="alert" data-testid="review-failed">
          {t.notStored(explain(failed.error))}{" "}
          <Button size="small" onClick={queue.back}>
            {t.undo}
          </Button>
        </span>
      )}
    </div>
  );
}
