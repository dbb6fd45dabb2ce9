import type { Colours } from "./useColours";
import type { ChartOption } from "./types";

/** So near the end of what is possible, the axis ends there. */
const NEAR = 0.8;

/** What all charts with two axes share: room, quiet lines, a tooltip that stays within the chart. */
export function frameOf(colours: Colours, legend: boolean): ChartOption {
  return {
    color: [...colours.series],
    grid: { left: 8, right: 16, top: legend ? 36 : 16, bottom: 8, outerBoundsMode: "same" },
    ...(legend && { legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 8, textStyle: { color: colours.ink } } }),
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: colours.panel,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontSize: 13 },
    },
  };
}

/** An axis of names or times. */
export function namesAxis(colours: Colours, names: readonly string[]): ChartOption {
  return {
    type: "category",
    data: [...names],
    axisLine: { lineStyle: { color: colours.line } },
    axisTick: { show: false },
    axisLabel: { color: colours.muted, hideOverlap: true },
  };
}

/** An axis of values, written as the page writes them. `most` is what no value can be more than: 1 of shares. */
export function valuesAxis(colours: Colours, written: (value: number) => string, most?: number): ChartOption {
  return {
    type: "value",
    ...(most !== undefined && { max: ({ max }: { max: number }) => (max > NEAR * most ? most : null) }),
    scale: true,
    splitNumber: 4,
    splitLine: { lineStyle: { color: colours.line } },
    axisLabel: { color: colours.muted, formatter: written },
  };
}
