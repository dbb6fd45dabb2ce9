import type { UseCounts } from "../../api/knowledge";
import { useLocalisation } from "../../i18n/context";

/** How often a document was cited, and how many of these turns went well and badly. */
export function UsageCell({ counts }: { counts: UseCounts | undefined }) {
  const { text, locale } = useLocalisation();
  const t = text.knowledge.usage;
  if (!counts?.cited) return <span className="muted">{t.none}</span>;
  const number = (value: number): string => value.toLocaleString(locale);
  return (
    <span className="use-counts" title={t.cell(counts.cited, counts.well, counts.badly)}>
      <strong data-testid="use-cited">{number(counts.cited)}</strong>
      {counts.well > 0 && <span className="good">▲ {number(counts.well)}</span>}
      {counts.badly > 0 && <span className="bad">▼ {number(counts.badly)}</span>}
    </span>
  );
}
