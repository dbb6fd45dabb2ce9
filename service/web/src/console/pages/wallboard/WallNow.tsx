import type { ConversationPage, Kpis } from "../../api/types";
import { duration } from "../../components/formats";
import { useLocalisation } from "../../i18n/context";
import { figureAt } from "../dashboard/figures";

interface Props {
  now: Date;
  waiting: ConversationPage | undefined;
  held: ConversationPage | undefined;
  recent: Kpis | undefined;
}

/** Who waits, since when, and who is there. */
export function WallNow({ now, waiting, held, recent }: Props) {
  const { text, locale } = useLocalisation();
  const words = text.wallboard;
  const since = (waiting?.conversations ?? []).map((one) => Date.parse(one.last_message_at ?? one.started_at));
  const longest = since.length ? words.longest(duration(Math.max(0, (now.getTime() - Math.min(...since)) / 1000), locale)) : words.nobodyWaits;
  const count = (page: ConversationPage | undefined): string => (page ? `${page.conversations.length}${page.next ? "+" : ""}` : "–");
  const load = (place: string): string => {
    const value = recent ? figureAt(recent, place).value : null;
    return value === null ? "–" : value.toLocaleString(locale);
  };
  return (
    <section className="wall-now">
      <div className={since.length ? "wall-tile urgent" : "wall-tile"} data-testid="wall-waiting">
        <h2>{words.waiting}</h2>
        <strong>{count(waiting)}</strong>
        <span>{waiting && longest}</span>
      </div>
      <div className="wall-tile" data-testid="wall-held">
        <h2>{words.held}</h2>
        <strong>{count(held)}</strong>
      </div>
      <div className="wall-tile" data-testid="wall-online">
        <h2>{words.online}</h2>
        <strong>{load("operators_online.max")}</strong>
      </div>
      <div className="wall-tile">
        <h2>{words.openNow}</h2>
        <strong>{load("concurrency.max")}</strong>
      </div>
    </section>
  );
}
