import type { Turn } from "../../api/types";
import { duration, money, percent } from "../../components/formats";
import { named, useLocalisation } from "../../i18n/context";
import { Edits } from "./Edits";
import { ToolCalls } from "./ToolCalls";

/** How the answer came about: what was understood, what was found, by which model, how fast. */
export function TurnFacts({ turn }: { turn: Turn }) {
  const { text, locale } = useLocalisation();
  const { usage } = turn;
  const counts = [usage.input_tokens, usage.cached_input_tokens, usage.output_tokens].map((count) =>
    count.toLocaleString(locale),
  ) as [string, string, string];
  const facts: [string, string | null][] = [
    [text.turns.intent, turn.intent && named(text.intents, turn.intent)],
    [text.turns.upset, turn.sentiment && percent(turn.sentiment.upset, locale)],
    [text.turns.urgency, turn.urgency && turn.urgency !== "normal" ? text.conversations.urgency[turn.urgency] : null],
    [text.briefing.orders, turn.order_numbers.join(", ") || null],
    [text.turns.confidence, turn.confidence === null ? null : percent(turn.confidence, locale)],
    [text.turns.latency, turn.latency_ms === null ? null : duration(turn.latency_ms / 1000, locale)],
    [text.turns.model, turn.model],
    [text.turns.tokens, usage.input_tokens ? text.turns.tokensSpent(...counts) : null],
    [text.turns.cost, usage.cost === null ? text.turns.costUnknown : usage.input_tokens ? money(usage.cost, usage.currency, locale) : null],
    [text.conversations.handoffs, turn.handoff && named(text.reasons, turn.handoff)],
  ];
  return (
    <details className="facts">
      <summary>{text.turns.more}</summary>
      <dl>
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {turn.tool_calls.length > 0 && <ToolCalls calls={turn.tool_calls} />}
      {turn.edits.length > 0 && <Edits edits={turn.edits} />}
      {turn.passages.length > 0 && <h4>{text.turns.passages}</h4>}
      {turn.passages.map((passage) => (
        <blockquote key={passage.chunk_id} dir="auto">
          <cite>
            {passage.document} · {passage.score.toLocaleString(locale, { maximumFractionDigits: 2 })}
          </cite>
          {passage.text}
        </blockquote>
      ))}
    </details>
  );
}
