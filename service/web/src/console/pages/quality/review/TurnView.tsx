import { useState } from "react";
import type { SaidMessage, TurnToReview } from "../../../api/reviews";
import { useText } from "../../../i18n/context";
import { markedPieces } from "./marked";

const SHOWN_BEFORE = 4;

/** The turn with what stood around it; what the grader points at is marked, where that is not hidden. */
export function TurnView({ turn }: { turn: TurnToReview }) {
  const text = useText();
  const t = text.quality.review;
  const [all, setAll] = useState(false);
  const evidence = turn.grade?.evidence ?? [];
  const before = all ? turn.before : turn.before.slice(-SHOWN_BEFORE);
  const hidden = turn.before.length - before.length;
  return (
    <div className="review-turn">
      {turn.before.length > 0 && <h3 className="muted">{t.before}</h3>}
      {hidden > 0 && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {t.showBefore(hidden)}
        </button>
      )}
      <Messages messages={before} passages={[]} quiet />
      <section className="review-judged" aria-label={t.judged} data-testid="review-judged">
        <Messages messages={turn.asked} passages={evidence} />
        <Messages messages={turn.replies} passages={evidence} />
        {turn.replies.length === 0 && <p className="muted">{t.noReply}</p>}
      </section>
      {turn.following.length > 0 && (
        <>
          <h3 className="muted">{t.following}</h3>
          <Messages messages={turn.following} passages={[]} quiet />
        </>
      )}
    </div>
  );
}

function Messages({ messages, passages, quiet = false }: { messages: SaidMessage[]; passages: string[]; quiet?: boolean }) {
  const text = useText();
  return messages.map((message, place) => (
    <article key={place} className={`message ${message.role}${quiet ? " quiet" : ""}`}>
      <div className="message-meta">{text.conversations[message.role]}</div>
      <div className="bubble" dir="auto">
        {markedPieces(message.text, passages).map((piece, at) =>
          piece.marked ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>,
        )}
      </div>
    </article>
  ));
}
