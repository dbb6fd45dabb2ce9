import { useMemo } from "react";
import { type Bars, barsOption } from "./bars";
import { Chart } from "./Chart";
import type { ChartProps } from "./types";
import { useColours } from "./useColours";

type Props = Bars & Omit<ChartProps, "option">;

/** A bar for each name, or several beside or on top of each other; a click tells which name. */
export function BarsChart({ names, series, written, most, stacked, ...rest }: Props) {
  const colours = useColours();
  const option = useMemo(
    () => barsOption({ names, series, written, most, ...(stacked !== undefined && { stacked }) }, colours),
    [names, series, written, most, stacked, colours],
  );
  return <Chart option={option} {...rest} />;
}
