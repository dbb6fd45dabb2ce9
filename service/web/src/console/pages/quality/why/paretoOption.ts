import type { CauseShare } from "../../../api/diagnosis";
import { frameOf, namesAxis, valuesAxis } from "../../../components/chart/frame";
import { tooltipOf } from "../../../components/chart/tooltip";
import type { ChartOption } from "../../../components/chart/types";
import type { Colours } from "../../../components/chart/useColours";

export interface ParetoWords {
  turns: string;
  cumulative: string;
  name(cause: string): string;
  percent(share: number): string;
}

/** Causes by how often they come, with what share of the failures they and those before them make up. */
export function paretoOption(causes: readonly CauseShare[], words: ParetoWords, colours: Colours): ChartOption {
  const names = causes.map(({ cause }) => words.name(cause));
  const frame = frameOf(colours, true);
  const line = colours.series[1] ?? colours.accent;
  const tell = (params: { dataIndex: number }[]): HTMLElement => {
    const one = causes[params[0]?.dataIndex ?? 0];
    if (!one) return tooltipOf("", []);
    return tooltipOf(words.name(one.cause), [
      { name: words.turns, value: String(one.n), aside: words.percent(one.share), colour: colours.accent },
      { name: words.cumulative, value: words.percent(one.cumulative), colour: line },
    ]);
  };
  const axis = namesAxis(colours, names);
  return {
    ...frame,
    tooltip: { ...(frame["tooltip"] as object), formatter: tell },
    xAxis: { ...axis, axisLabel: { ...(axis["axisLabel"] as object), hideOverlap: false, interval: 0, width: 84, overflow: "break" } },
    yAxis: [
      { ...valuesAxis(colours, String), scale: false, minInterval: 1 },
      { ...valuesAxis(colours, words.percent), scale: false, min: 0, max: 1, interval: 0.25, splitLine: { show: false } },
    ],
    series: [
      { name: words.turns, type: "bar", data: causes.map(({ n }) => n), barMaxWidth: 46 },
      { name: words.cumulative, type: "line", yAxisIndex: 1, data: causes.map(({ cumulative }) => cumulative), symbolSize: 7, lineStyle: { color: line }, itemStyle: { color: line } },
    ],
  };
}
