import type { RetentionPage } from "../../api/retention";
import { named, useText } from "../../i18n/context";

/** What else is kept for how long; set where the service runs. */
export function KeptBySettings({ page }: { page: RetentionPage }) {
  const text = useText();
  const t = text.retention;
  const names = { ...text.fields, ...text.memoryFields };
  return (
    <>
      <p>{t.factsHelp}</p>
      <dl className="kept-days">
        {Object.entries(page.facts_days).map(([kind, days]) => (
          <div key={kind}>
            <dt>{named(names, kind)}</dt>
            <dd>{days === null ? t.forGood : t.daysOf(days)}</dd>
          </div>
        ))}
      </dl>
      <p>{t.judgements(page.judgements_days)}</p>
    </>
  );
}
