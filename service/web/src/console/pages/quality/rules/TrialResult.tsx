import type { Tried } from "../../../api/rules";
import { RelativeTime } from "../../../components/RelativeTime";
import { useLocalisation } from "../../../i18n/context";
import { TurnLink } from "../TurnLink";

/** "Would have hit 37 of 5,210", and which. */
export function TrialResult({ tried }: { tried: Tried }) {
  const { text, locale } = useLocalisation();
  const t = text.quality.rules;
  const found = tried.rules[0];
  const write = (count: number): string => count.toLocaleString(locale);
  const hits = found?.hits ?? 0;
  const examples = found?.examples ?? [];
  return (
    <section className="quality-panel trial" role="status" data-testid="trial" data-hits={hits} data-turns={tried.turns}>
      <h2>{tried.turns === 0 ? t.triedNothing : t.tried(write(hits), write(tried.turns))}</h2>
      {hits > examples.length && <p className="muted">{t.triedLatest(write(examples.length))}</p>}
      <ol className="trial-hits">
        {examples.map((one) => (
          <li key={one.turn_id} data-testid="trial-hit">
            <TurnLink conversation={one.conversation_id} turn={one.turn_id}>
              {one.quote || t.missing}
            </TurnLink>
            <span className="muted">
              {one.at && <RelativeTime at={one.at} />} · {one.reason}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
