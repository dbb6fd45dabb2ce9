import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled, MinusCircleOutlined } from "@ant-design/icons";
import { Popover } from "antd";
import type { ReactNode } from "react";
import type { Grade } from "../../api/types";
import { RelativeTime } from "../../components/RelativeTime";
import { graderNamed, named, useLocalisation, useText } from "../../i18n/context";
import { type Tone, toneOf } from "./tone";

const ICONS: Record<Tone, ReactNode> = {
  good: <CheckCircleFilled />,
  fair: <ExclamationCircleFilled />,
  bad: <CloseCircleFilled />,
  none: <MinusCircleOutlined />,
};

/** A grade by its label; its score, reason and evidence on a click. */
export function GradeButton({ grade }: { grade: Grade }) {
  const text = useText();
  const tone = toneOf(grade);
  return (
    <Popover content={<GradeDetails grade={grade} />} trigger={["click"]} placement="topLeft">
      <button
        type="button"
        className={`grade ${tone}`}
        data-testid="grade"
        data-grader={grade.grader}
        data-stage={grade.stage}
        data-label={grade.label}
      >
        {ICONS[tone]} {graderNamed(text, grade.grader)} <span>{named(text.labels, grade.label)}</span>
      </button>
    </Popover>
  );
}

function GradeDetails({ grade }: { grade: Grade }) {
  const { text, locale } = useLocalisation();
  return (
    <div className="grade-details" data-testid="grade-details">
      <h3>
        {graderNamed(text, grade.grader)}: {named(text.labels, grade.label)}
      </h3>
      {grade.score !== null && (
        <p>
          {text.turns.score} <strong>{grade.score.toLocaleString(locale, { maximumFractionDigits: 2 })}</strong>
        </p>
      )}
      <p dir="auto">{grade.reason ? text.gradeReason(grade.reason, grade.grader) : text.turns.noReason}</p>
      {grade.evidence.length > 0 && (
        <>
          <h4>{text.turns.evidence}</h4>
          {grade.evidence.map((passage, place) => (
            <blockquote key={place} dir="auto">
              {passage}
            </blockquote>
          ))}
        </>
      )}
      <p className="muted">
        {named(text.turns.stages, grade.stage)} · {text.turns.version} {grade.version}
        {grade.at && (
          <>
            {" · "}
            <RelativeTime at={grade.at} />
          </>
        )}
      </p>
    </div>
  );
}
