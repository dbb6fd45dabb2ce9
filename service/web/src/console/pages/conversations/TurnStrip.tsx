import { useText } from "../../i18n/context";
import type { Turn } from "../../api/types";
import { Grades } from "./Grades";
import { moodOf } from "./moods";
import { TurnMarks } from "../quality/TurnMarks";
import { TurnFacts } from "./TurnFacts";
import { UrgencyTag } from "./UrgencyTag";

/** What the graders made of a turn, and how the answer came about. */
export function TurnStrip({ turn, index }: { turn: Turn; index: number }) {
  const text = useText();
  return (
    <div className="turn" role="group" aria-label={`${text.turns.turn(index)}: ${text.turns.grades}`} data-testid="turn" data-pending={turn.pending}>
      <div className="grades">
        <span className="muted turn-number">{text.turns.turn(index)}</span>
        {turn.sentiment && moodOf(turn.sentiment.upset) !== "calm" && (
          <span className={`turn-mood ${moodOf(turn.sentiment.upset)}`} data-testid="turn-mood">
            {text.turns.moods[moodOf(turn.sentiment.upset)]}
          </span>
        )}
        <UrgencyTag urgency={turn.urgency} />
        <Grades grades={turn.grades} />
        {turn.pending > 0 && <span className="muted">{text.turns.pending(turn.pending)}</span>}
        {!turn.pending && !turn.grades.length && <span className="muted">{text.turns.none}</span>}
        <TurnMarks turn={turn} />
      </div>
      <TurnFacts turn={turn} />
    </div>
  );
}
