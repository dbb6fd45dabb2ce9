import { useState } from "react";
import type { Grade } from "../../api/types";
import { useText } from "../../i18n/context";
import { GradeButton } from "./GradeButton";
import { inReadingOrder } from "./gradeOrder";

const IDLE = new Set(["not_applicable", "not_sampled"]);

/** A turn's grades; those that do not arise for it, or were left to chance, are counted, and shown on a click. */
export function Grades({ grades }: { grades: readonly Grade[] }) {
  const text = useText();
  const [all, setAll] = useState(false);
  const ordered = inReadingOrder(grades);
  const idle = ordered.filter(({ label }) => IDLE.has(label));
  const shown = all ? ordered : ordered.filter(({ label }) => !IDLE.has(label));
  const unsampled = idle.filter(({ label }) => label === "not_sampled").length;
  const inapplicable = idle.length - unsampled;
  return (
    <>
      {shown.map((grade) => (
        <GradeButton key={`${grade.grader}/${grade.stage}/${grade.version}`} grade={grade} />
      ))}
      {idle.length > 0 && (
        <button type="button" className="grade none" aria-expanded={all} data-testid="grades-idle" onClick={() => setAll(!all)}>
          {inapplicable > 0 && text.turns.notApplicable(inapplicable)}
          {inapplicable > 0 && unsampled > 0 && " · "}
          {unsampled > 0 && text.turns.notSampled(unsampled)}
        </button>
      )}
    </>
  );
}
