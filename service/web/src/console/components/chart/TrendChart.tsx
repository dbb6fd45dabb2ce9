import { useMemo } from "react";
import { Chart } from "./Chart";
import { type Trend, trendOption } from "./trend";
import type { ChartProps } from "./types";
import { useColours } from "./useColours";

type Props = Trend & Omit<ChartProps, "option">;

/** Values over time with their intervals, one period or several; a click tells the place. */
export function TrendChart({ places, series, written, most, limits, ...rest }: Props) {
  const colours = useColours();
  const option = useMemo(
    () => trendOption({ places, series, written, most, ...(limits && { limits }) }, colours),
    [places, series, written, most, limits, colours],
  );
  return <Chart option={option} {...rest} />;
}
