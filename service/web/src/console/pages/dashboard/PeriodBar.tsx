import { Input, Segmented, Select, Space } from "antd";
import { useText } from "../../i18n/context";
import { type Days, PERIODS, type Period } from "./asked";
import { Filters } from "./Filters";
import type { Dashboard } from "./useAsked";

const AGAINST = ["before", "none", "custom"] as const;

/** Which period, beside which other one, of which conversations. */
export function PeriodBar({ dashboard }: { dashboard: Dashboard }) {
  const text = useText();
  const { asked, change } = dashboard;
  const kind = typeof asked.against === "object" ? "custom" : asked.against;
  const choosePeriod = (period: Period): void =>
    change(period === "custom" ? { period, days: asked.days ?? lastWeek() } : { period });
  return (
    <div className="period-bar">
      <Segmented<Period>
        options={PERIODS.map((value) => ({ value, label: text.dashboard.periods[value] }))}
        value={asked.period}
        onChange={choosePeriod}
        data-testid="period"
      />
      {asked.period === "custom" && asked.days && <DaysInput days={asked.days} onDays={(days) => change({ days })} testId="period" />}
      <Select<(typeof AGAINST)[number]>
        value={kind}
        aria-label={text.dashboard.compare}
        prefix={<span className="muted">{text.dashboard.compare}</span>}
        options={AGAINST.map((value) => ({ value, label: text.dashboard.against[value] }))}
        onChange={(value) => change({ against: value === "custom" ? lastWeek() : value })}
        popupMatchSelectWidth={false}
        data-testid="compare"
      />
      {typeof asked.against === "object" && <DaysInput days={asked.against} onDays={(against) => change({ against })} testId="compare" />}
      <Filters dashboard={dashboard} />
    </div>
  );
}

/** Two days; what is no period is not asked for. */
function DaysInput({ days, onDays, testId }: { days: Days; onDays(days: Days): void; testId: string }) {
  const text = useText();
  const set = (next: Days): void => {
    if (next.from && next.to && next.from <= next.to) onDays(next);
  };
  return (
    <Space.Compact>
      <Input type="date" value={days.from} max={days.to} aria-label={text.dashboard.from} onChange={({ target }) => set({ ...days, from: target.value })} data-testid={`${testId}-from`} />
      <Input type="date" value={days.to} min={days.from} aria-label={text.dashboard.to} onChange={({ target }) => set({ ...days, to: target.value })} data-testid={`${testId}-to`} />
    </Space.Compact>
  );
}

function lastWeek(): Days {
  const day = (back: number): string => {
    const date = new Date();
    date.setDate(date.getDate() - back);
    return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };
  return { from: day(13), to: day(7) };
}
