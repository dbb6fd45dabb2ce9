import { Segmented } from "antd";
import { useText } from "../../i18n/context";
import { PERIODS, type Period } from "./period";

interface Props {
  value: Period;
  onChange(period: Period): void;
  periods?: readonly Period[];
}

export function PeriodChoice({ value, onChange, periods = PERIODS }: Props) {
  const text = useText();
  const options = periods.map((period) => ({ value: period, label: text.quality.periods[period] }));
  return (
    <Segmented<Period> value={value} options={options} onChange={onChange} aria-label={text.quality.period} data-testid="period" />
  );
}
