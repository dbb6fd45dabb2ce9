import { frameOf, namesAxis, valuesAxis } from "./frame";
import { tooltipOf, type TooltipLine } from "./tooltip";
import type { ChartOption } from "./types";
import type { Colours } from "./useColours";

/** A value at a time; null where nothing was counted. `low` and `high` are the ends of its 95 % interval. */
export interface TrendPoint {
  value: number | null;
  low?: number | null;
  high?: number | null;
  n?: number;
}

export interface TrendSeries {
  name: string;
  points: readonly TrendPoint[];
  /** Drawn in dashes: an earlier period, say. */
  dashed?: boolean;
}

export interface Trend {
  /** What stands below each place, as written for the reader. */
  places: readonly string[];
  series: readonly TrendSeries[];
  written: (value: number) => string;
  /** What no value can be more than: 1 of shares. */
  most?: number | undefined;
  /** A line across, such as an alert's limit. */
  limits?: readonly { name: string; value: number }[];
}

/** Lines over time; each with the band of its interval where it has one. */
export function trendOption({ places, series, written, most, limits = [] }: Trend, colours: Colours): ChartOption {
  const colourOf = (at: number): string => colours.series[at % colours.series.length] ?? colours.accent;
  const frame = frameOf(colours, series.length > 1);
  const markLine = {
    silent: true,
    symbol: "none",
    lineStyle: { color: colours.bad, type: "dashed" },
    label: { color: colours.bad, formatter: "{b}" },
    // Two limits may lie close to each other: one is named at each end.
    data: limits.map(({ name, value }, at) => ({
      name,
      yAxis: value,
      label: { position: at % 2 ? "insideStartBottom" : "insideEndTop" },
    })),
  };
  const lines = series.map((one, at) => ({
    name: one.name,
    type: "line",
    z: 3,
    data: one.points.map((point) => point.value),
    symbolSize: 6,
    showSymbol: one.points.length < 40,
    lineStyle: { width: 2, color: colourOf(at), type: one.dashed ? "dashed" : "solid" },
    itemStyle: { color: colourOf(at) },
    ...(at === 0 && limits.length > 0 && { markLine }),
  }));
  const tell = (params: { dataIndex: number }[]): HTMLElement => {
    const place = params[0]?.dataIndex ?? 0;
    const told = series.map((one, at) => lineOf(one, place, colourOf(at), written));
    return tooltipOf(places[place] ?? "", told);
  };
  return {
    ...frame,
    tooltip: { ...(frame["tooltip"] as object), formatter: tell },
    xAxis: { ...namesAxis(colours, places), boundaryGap: places.length < 2 },
    yAxis: valuesAxis(colours, written, most),
    series: [...lines, ...series.flatMap((one, at) => bandOf(one, at, colourOf(at)))],
  };
}

function lineOf(one: TrendSeries, place: number, colour: string, written: Trend["written"]): TooltipLine {
  const point = one.points[place];
  if (!point || point.value === null) return { name: one.name, value: "–", colour };
  const known = typeof point.low === "number" && typeof point.high === "number";
  const interval = known ? `${written(point.low as number)} – ${written(point.high as number)}` : "";
  const n = point.n === undefined ? "" : `n = ${point.n}`;
  return { name: one.name, value: written(point.value), aside: [interval, n].filter(Boolean).join(" · "), colour };
}

/** The interval as an area between two lines that are not drawn: ECharts stacks the upper one on the lower. */
function bandOf({ points, dashed }: TrendSeries, at: number, colour: string): ChartOption[] {
  if (dashed || !points.some((point) => typeof point.low === "number")) return [];
  const unseen = { type: "line", stack: `band-${at}`, stackStrategy: "all", symbol: "none", silent: true, lineStyle: { opacity: 0 } };
  const lows = points.map((point) => point.low ?? null);
  const heights = points.map((point) => (typeof point.low === "number" && typeof point.high === "number" ? point.high - point.low : null));
  return [
    { ...unseen, data: lows },
    { ...unseen, data: heights, areaStyle: { color: colour, opacity: 0.14 } },
  ];
}
