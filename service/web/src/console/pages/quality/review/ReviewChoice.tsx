import { useQuery } from "@tanstack/react-query";
import { Checkbox, Segmented, Select, Tooltip } from "antd";
import { gradersQuery } from "../../../api/grades";
import type { QueueChoice } from "../../../api/reviews";
import { graderNamed, useText } from "../../../i18n/context";

/** Which grades are read, in which order, and whether what the grader said is hidden. */
export function ReviewChoice({ choice, onChoice }: { choice: QueueChoice; onChoice(choice: QueueChoice): void }) {
  const text = useText();
  const t = text.quality.review;
  const graders = useQuery(gradersQuery).data?.graders ?? [];
  return (
    <div className="review-choice">
      <Select<string>
        showSearch={{ optionFilterProp: "label" }}
        value={choice.grader}
        aria-label={text.quality.grades.filters.grader}
        options={graders.map(({ grader }) => ({ value: grader, label: graderNamed(text, grader) }))}
        onChange={(grader) => onChoice({ ...choice, grader })}
        data-testid="review-grader"
      />
      <Segmented<"risk" | "random">
        value={choice.order}
        options={[
          { value: "risk", label: t.risk },
          { value: "random", label: t.random },
        ]}
        // Whoever sees the grade first tends to agree with it: what tells a rate is read blind.
        onChange={(order) => onChoice({ ...choice, order, blind: order === "random" })}
        data-testid="review-order"
      />
      <Tooltip title={t.blindHelp}>
        <Checkbox checked={choice.blind} onChange={(event) => onChoice({ ...choice, blind: event.target.checked })} data-testid="review-blind">
          {t.blind}
        </Checkbox>
      </Tooltip>
      <Tooltip title={t.overlapHelp}>
        <Checkbox checked={choice.overlap} onChange={(event) => onChoice({ ...choice, overlap: event.target.checked })} data-testid="review-overlap">
          {t.overlap}
        </Checkbox>
      </Tooltip>
    </div>
  );
}
