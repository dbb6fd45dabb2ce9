import { Button, Input, type InputRef } from "antd";
import type { Ref } from "react";
import type { TurnToReview } from "../../../api/reviews";
import { named, useText } from "../../../i18n/context";
import { GivenGrade } from "./GivenGrade";

interface Props {
  turn: TurnToReview;
  label: string | undefined;
  note: string;
  noteField: Ref<InputRef>;
  onLabel(label: string): void;
  onNote(note: string): void;
  onConfirm(): void;
  onSkip(): void;
  onBack: (() => void) | undefined;
}

/** The labels with their keys, a reason, and on to the next one. */
export function AnswerPanel({ turn, label, note, noteField, onLabel, onNote, onConfirm, onSkip, onBack }: Props) {
  const text = useText();
  const t = text.quality.review;
  return (
    <aside className="quality-panel review-answer">
      <GivenGrade turn={turn} />
      <div className="review-labels" role="radiogroup" aria-label={t.labels}>
        {turn.labels.map((one, place) => (
          <button
            key={one}
            type="button"
            role="radio"
            aria-checked={one === label}
            className="review-label"
            data-label-key={place + 1}
            data-label={one}
            data-testid="review-label"
            onClick={() => onLabel(one)}
          >
            {place < 9 && <kbd>{place + 1}</kbd>}
            {named(text.labels, one)}
          </button>
        ))}
      </div>
      <Input
        ref={noteField}
        value={note}
        maxLength={2000}
        placeholder={t.note}
        aria-label={t.note}
        onChange={(event) => onNote(event.target.value)}
        onPressEnter={onConfirm}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        data-testid="review-note"
      />
      <div className="review-acts">
        <Button type="primary" disabled={label === undefined} onClick={onConfirm} data-testid="review-confirm">
          {t.confirm} <kbd>↵</kbd>
        </Button>
        <Button onClick={onSkip} data-testid="review-skip">
          {t.skip} <kbd>s</kbd>
        </Button>
        <Button disabled={!onBack} onClick={onBack} data-testid="review-undo">
          {t.undo} <kbd>u</kbd>
        </Button>
      </div>
    </aside>
  );
}
