import { Alert } from "antd";
import type { PlayedCase, PlayedTurn } from "../../api/evaluation";
import { named, useText } from "../../i18n/context";
import { Grades } from "../conversations/Grades";
import { CheckList } from "./CheckList";

/** A conversation as it was played: what was said, what was expected, how it was graded. */
export function CaseView({ played }: { played: PlayedCase }) {
  return (
    <div className="played" data-testid="played">
      {played.error && <Alert type="error" showIcon title={played.error} />}
      {played.not_evaluated && <p className="muted">{played.not_evaluated}</p>}
      {played.turns.map((turn, place) => (
        <Turn key={place} turn={turn} number={place + 1} />
      ))}
    </div>
  );
}

function Turn({ turn, number }: { turn: PlayedTurn; number: number }) {
  const text = useText();
  const t = text.evaluation;
  return (
    <section className="played-turn" aria-label={t.turn(number)}>
      {turn.said.map((said, place) => (
        <article key={place} className="message customer">
          <div className="bubble" dir="auto">
            {said}
          </div>
        </article>
      ))}
      <article className="message agent">
        <div className="bubble" dir="auto" data-testid="played-reply">
          {turn.reply || <em className="muted">{t.noReply}</em>}
        </div>
        {turn.citations.length > 0 && (
          <details className="sources">
            <summary>{text.conversations.sources(turn.citations.length)}</summary>
            <ol>
              {turn.citations.map((citation, place) => (
                <li key={place}>
                  <cite>{citation.document}</cite>
                  <blockquote dir="auto">{citation.quote}</blockquote>
                </li>
              ))}
            </ol>
          </details>
        )}
        {turn.handoff && (
          <div className="muted">
            {t.handedOver}: {named(text.reasons, turn.handoff)}
          </div>
        )}
      </article>
      <div className="turn">
        <CheckList checks={turn.checks} />
        <div className="grades">
          <Grades grades={turn.grades.map((grade) => ({ ...grade, at: null }))} />
        </div>
      </div>
    </section>
  );
}
