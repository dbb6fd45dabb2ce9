import { Select } from "antd";
import { useText } from "../../i18n/context";

const DAYS = [7, 30, 90, 365];

/** Over which time uses are counted. */
export function DaysChoice({ days, onChange }: { days: number; onChange(days: number): void }) {
  const t = useText().knowledge.usage;
  return (
    <Select
      value={days}
      onChange={onChange}
      options={DAYS.map((value) => ({ value, label: t.days(value) }))}
      aria-label={t.period}
      className="days-choice"
      data-testid="usage-days"
    />
  );
}
