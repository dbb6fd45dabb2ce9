import { Link } from "react-router";
import type { BehindRow } from "../../api/types";
import { languageName } from "../../components/formats";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useLocalisation } from "../../i18n/context";
import { isAmount, metricAt } from "./catalogue";
import { written } from "./figures";

interface Props {
  rows: readonly BehindRow[];
  place: string;
  currency: string;
}

const SHOWN_AMOUNTS = 4;

export function BehindList({ rows, place, currency }: Props) {
  const { text, locale } = useLocalisation();
  const { behind } = text.dashboard;
  const { unit } = metricAt(place);
  return (
    <ul className="behind-list">
      {rows.map((row) => {
        const amounts = row.amounts.slice(0, SHOWN_AMOUNTS).map((amount) => written(amount, unit, locale, currency));
        const more = row.amounts.length > SHOWN_AMOUNTS ? ["…"] : [];
        const facts = [
          row.language && languageName(row.language, locale),
          row.operator_group,
          row.closed_at ? named(behind.closedBy, row.closed_by ?? "") : behind.running,
          row.outcome && named(text.labels, row.outcome),
          row.rating !== null && behind.rated(row.rating),
        ];
        return (
          <li key={row.id}>
            <Link to={`/conversations/${row.id}`} data-testid="behind-row" data-id={row.id}>
              <span className="behind-top">
                <strong>{named(text.channels, row.channel)}</strong>
                <span className="muted">
                  <RelativeTime at={row.started_at} />
                </span>
              </span>
              <span className="muted">{facts.filter(Boolean).join(" · ")}</span>
              {isAmount(place) && amounts.length > 0 && <b>{[...amounts, ...more].join(", ")}</b>}
              {!isAmount(place) && row.n > 1 && <b>{behind.of(row.successes, row.n)}</b>}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
