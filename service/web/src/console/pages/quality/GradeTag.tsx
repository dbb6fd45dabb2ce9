import { graderNamed, named, useText } from "../../i18n/context";
import { toneOf } from "../conversations/tone";

interface Props {
  label: string;
  score?: number | null;
  /** Named before the label where it is given. */
  grader?: string;
}

/** A label in the colour of what it means. */
export function GradeTag({ label, score = null, grader }: Props) {
  const text = useText();
  return (
    <span className={`grade plain-grade ${toneOf({ label, score })}`} data-label={label}>
      {grader && `${graderNamed(text, grader)} `}
      <span>{named(text.labels, label)}</span>
    </span>
  );
}
