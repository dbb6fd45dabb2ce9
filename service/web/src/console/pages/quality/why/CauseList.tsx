import { Tag } from "antd";
import { Link } from "react-router";
import type { CauseShare } from "../../../api/diagnosis";
import { percent } from "../../../components/formats";
import { RelativeTime } from "../../../components/RelativeTime";
import { named, useLocalisation } from "../../../i18n/context";

interface Props {
  causes: CauseShare[];
  open: string | undefined;
  onOpen(cause: string | undefined): void;
}

/** Each cause with what it costs; opened, its latest turns with the way to their chains. */
export function CauseList({ causes, open, onOpen }: Props) {
  const { text, locale } = useLocalisation();
  const t = text.quality.why;
  return (
    <ol className="causes">
      {causes.map((one) => (
        <li key={one.cause} className="quality-panel" data-testid="cause" data-cause={one.cause}>
          <button
            type="button"
            className="cause-head"
            aria-expanded={open === one.cause}
            onClick={() => onOpen(open === one.cause ? undefined : one.cause)}
            data-testid="cause-open"
          >
            <strong>{named(t.causes, one.cause)}</strong>
            <span className="muted">
              {t.share(one.n, percent(one.share, locale))} · {t.impact} {percent(one.impact, locale)}
            </span>
            <Tag className={`quadrant ${one.quadrant}`}>{named(t.quadrants, one.quadrant)}</Tag>
          </button>
          {open === one.cause && (
            <>
              <p className="muted">{named(t.doAbout, one.cause)}</p>
              <ul className="cause-turns">
                {one.turns.map((turn) => (
                  <li key={turn.turn_id}>
                    <Link to={`/quality/why/${turn.turn_id}`} className="turn-link" data-testid="cause-turn">
                      <bdi>{turn.asked || text.quality.grades.noWords}</bdi>
                    </Link>{" "}
                    <span className="muted">
                      <RelativeTime at={turn.asked_at} />
                    </span>
                  </li>
                ))}
              </ul>
              {one.n > one.turns.length && <p className="muted">{t.latestOf(one.turns.length, one.n)}</p>}
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
