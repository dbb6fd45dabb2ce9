import { frameOf, namesAxis, valuesAxis } from "./frame";
import { tooltipOf } from "./tooltip";
import type { ChartOption } from "./types";
import type { Colours } from "./useColours";

export interface Bars {
  names: readonly string[];
  series: readonly { name: string; values: readonly (number | null)[]; asides?: readonly string[] }[];
  written: (value: number) => string;
  /** What no value can be more than: 1 of shares. */
  most?: number | undefined;
  /** The series on top of each other: parts of a whole. */
  stacked?: boolean;
}

/** Upright bars by name. */
export function barsOption({ names, series, written, most, stacked = false }: Bars, colours: Colours): ChartOption {
  const frame = frameOf(colours, series.length > 1);
  const colourOf = (at: number): string => colours.series[at % colours.series.length] ?? colours.accent;
  const tell = (params: { dataIndex: number }[]): HTMLElement => {
    const place = params[0]?.dataIndex ?? 0;
    const lines = series.map(({ name, values, asides }, at) => {
      const value = values[place] ?? null;
      return { name, value: value === null ? "–" : written(value), aside: asides?.[place] ?? "", colour: colourOf(at) };
    });
    return tooltipOf(names[place] ?? "", lines);
  };
  return {
    ...frame,
    tooltip: { ...(frame["tooltip"] as object), formatter: tell },
    xAxis: namesAxis(colours, names),
    yAxis: { ...valuesAxis(colours, written, most), scale: false },
    series: series.map(({ name, values }) => ({
      name,
      type: "bar",
      data: [...values],
      barMaxWidth: 36,
      ...(stacked && { stack: "whole" }),
    })),
  };
}
