import { useState } from "react";
import type { Grade } from "../../api/types";
import { useText } from "../../i18n/context";
import { GradeButton } from "./GradeButton";
import { inReadingOrder } from "./gradeOrder";

/** A turn's grades; those that do not arise for it are counted, and shown on a click. */
export function Grades({ grades }: { grades: readonly Grade[] }) {
  const text = useText();
  const [all, setAll] = useState(false);
  const ordered = inReadingOrder(grades);
  const idle = ordered.filter(({ label }) => label === "not_applicable");
  const shown = all ? ordered : ordered.filter(({ label }) => label !== "not_applicable");
  return (
    <>
      {shown.map((grade) => (
        <GradeButton key={`${grade.grader}/${grade.stage}/${grade.version}`} grade={grade} />
      ))}
      {idle.length > 0 && (
        <button type="button" className="grade none" aria-expanded={all} data-testid="grades-idle" onClick={() => setAll(!all)}>
          {text.turns.notApplicable(idle.length)}
        </button>
      )}
    </>
  );
}
