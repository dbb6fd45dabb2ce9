import type { EChartsCoreOption } from "echarts/core";

/** What a chart is to show, as ECharts describes it; types only, so that nothing is loaded for them. */
export type ChartOption = EChartsCoreOption;

/** What the page that holds a chart can ask of it. */
export interface ChartHandle {
  /** The chart as it is seen now, on the page's ground, as a data: address of a PNG. */
  png(): string;
}

export interface ChartProps {
  option: ChartOption;
  /** What the chart shows, for those who do not see it. */
  label: string;
  height?: number;
  /** A click in the plot: the number of the nearest place on the axis below, and the series that was hit, if any. */
  onPlace?: (place: number, series: number | undefined) => void;
  testId?: string;
  ref?: React.Ref<ChartHandle>;
}
