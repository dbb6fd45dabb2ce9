import type { ConversationDetail } from "../../api/types";
import { percent } from "../../components/formats";
import { useLocalisation } from "../../i18n/context";
import { linePoints, moodOf, UPSET_FROM } from "./moods";

const WIDTH = 84;
const HEIGHT = 22;
const EDGE = 4;
const MOST_TURNS = 20;

/** How upset the customer was over the last turns: a small line, told in words to who does not see it. */
export function MoodLine({ detail }: { detail: ConversationDetail }) {
  const { text, locale } = useLocalisation();
  const moods = detail.turns.flatMap(({ sentiment }) => (sentiment ? [sentiment.upset] : [])).slice(-MOST_TURNS);
  const last = moods.at(-1);
  if (last === undefined || moods.length < 2) return null;
  const { trend, worse } = detail.conversation;
  const points = linePoints(moods, WIDTH, HEIGHT);
  const told = text.conversations.moodTold(moods.map((value) => percent(value, locale)).join(", "), text.briefing.trends[trend]);
  const threshold = (1 - UPSET_FROM) * HEIGHT;
  return (
    <span className="mood-line" data-testid="mood-line" data-trend={trend}>
      <svg
        width={WIDTH + 2 * EDGE}
        height={HEIGHT + 2 * EDGE}
        viewBox={`${-EDGE} ${-EDGE} ${WIDTH + 2 * EDGE} ${HEIGHT + 2 * EDGE}`}
        role="img"
        aria-label={told}
      >
        <title>{told}</title>
        <line x1={0} x2={WIDTH} y1={threshold} y2={threshold} className="mood-threshold" />
        <polyline points={points.map(({ x, y }) => `${x},${y}`).join(" ")} className="mood-path" />
        {points.map(({ x, y }, place) => (
          <circle key={place} cx={x} cy={y} r={place === points.length - 1 ? 3.5 : 2.2} className={moodOf(moods[place] ?? 0)} />
        ))}
      </svg>
      {worse && <span className="bad">{text.conversations.worse}</span>}
    </span>
  );
}
