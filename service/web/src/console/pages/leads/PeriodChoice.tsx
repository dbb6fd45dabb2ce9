import { Segmented } from "antd";
import { useText } from "../../i18n/context";
import { PERIODS, type Period } from "../dashboard/asked";

interface Props {
  value: Period;
  onChange(period: Period): void;
}

/** The past days that are looked at. */
export function PeriodChoice({ value, onChange }: Props) {
  const text = useText();
  const options = PERIODS.filter((one) => one !== "custom").map((one) => ({ value: one, label: text.dashboard.periods[one] }));
  return <Segmented<Period> options={options} value={value} onChange={onChange} />;
}
