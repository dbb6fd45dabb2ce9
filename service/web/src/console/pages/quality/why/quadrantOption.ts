import type { CauseShare } from "../../../api/diagnosis";
import { frameOf, valuesAxis } from "../../../components/chart/frame";
import { tooltipOf } from "../../../components/chart/tooltip";
import type { ChartOption } from "../../../components/chart/types";
import type { Colours } from "../../../components/chart/useColours";

export interface QuadrantWords {
  frequency: string;
  impact: string;
  name(cause: string): string;
  percent(share: number): string;
}

/** Where the quadrants meet: as often as causes come on average, as costly as failed turns are on average. */
export function middleOf(causes: readonly CauseShare[]): { share: number; impact: number } {
  const failed = causes.reduce((sum, { n }) => sum + n, 0);
  const cost = causes.reduce((sum, { n, impact }) => sum + n * impact, 0);
  return { share: causes.length ? 1 / causes.length : 0, impact: failed ? cost / failed : 0 };
}

/** Each cause by how often it comes and how much it costs, parted into four. */
export function quadrantOption(causes: readonly CauseShare[], words: QuadrantWords, colours: Colours): ChartOption {
  const middle = middleOf(causes);
  const frame = frameOf(colours, false);
  const axis = { ...valuesAxis(colours, words.percent), scale: false, min: 0, nameLocation: "middle", nameTextStyle: { color: colours.muted } };
  const most = Math.min(1, Math.max(...causes.map(({ share }) => share), 0.1) * 1.25);
  const tell = ({ dataIndex }: { dataIndex: number }): HTMLElement => {
    const one = causes[dataIndex];
    if (!one) return tooltipOf("", []);
    return tooltipOf(words.name(one.cause), [
      { name: words.frequency, value: words.percent(one.share), aside: String(one.n) },
      { name: words.impact, value: words.percent(one.impact) },
    ]);
  };
  return {
    ...frame,
    grid: { left: 26, right: 16, top: 16, bottom: 26, outerBoundsMode: "same" },
    tooltip: { ...(frame["tooltip"] as object), trigger: "item", formatter: tell },
    xAxis: { ...axis, name: words.frequency, nameGap: 26, max: Math.ceil(most * 10) / 10 },
    yAxis: { ...axis, name: words.impact, nameGap: 44, max: 1, interval: 0.25 },
    series: [
      {
        type: "scatter",
        data: causes.map(({ share, impact }) => [share, impact]),
        symbolSize: 14,
        itemStyle: { color: colours.accent },
        label: {
          show: true,
          position: "top",
          color: colours.ink,
          formatter: ({ dataIndex }: { dataIndex: number }) => words.name(causes[dataIndex]?.cause ?? ""),
        },
        labelLayout: { hideOverlap: true },
        markLine: {
          silent: true,
          symbol: "none",
          label: { show: false },
          lineStyle: { color: colours.muted, type: "dashed" },
          data: [{ xAxis: middle.share }, { yAxis: middle.impact }],
        },
      },
    ],
  };
}
