import type { TurnToReview } from "../../../api/reviews";
import { useLocalisation } from "../../../i18n/context";
import { GradeTag } from "../GradeTag";

/** What the grader said, or that it is hidden. */
export function GivenGrade({ turn }: { turn: TurnToReview }) {
  const { text, locale } = useLocalisation();
  const t = text.quality.review;
  const { grade } = turn;
  if (!grade)
    return (
      <p className="muted" data-testid="review-hidden">
        {t.hidden}
      </p>
    );
  return (
    <div className="given-grade" data-testid="review-given">
      <p>
        <span className="muted">{t.given}</span> <GradeTag label={grade.label} score={grade.score} />{" "}
        {grade.score !== null && grade.score.toLocaleString(locale, { maximumFractionDigits: 2 })}
      </p>
      {grade.reason && <p dir="auto">{text.gradeReason(grade.reason, turn.grader)}</p>}
      {grade.evidence.map((passage, place) => (
        <blockquote key={place} dir="auto">
          {passage}
        </blockquote>
      ))}
    </div>
  );
}
