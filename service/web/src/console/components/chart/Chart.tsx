/** Charts for every page: `<Chart>` takes any option, `<TrendChart>` and `<BarsChart>` make theirs from plain values.
 *
 * ECharts is loaded with the first chart that is shown. Colours come from `useColours`, so that charts follow the theme;
 * words in tooltips are text nodes (`tooltipOf`), so that what customers wrote stays text. `ref` gives a PNG.
 */
import { lazy, Suspense } from "react";
import type { ChartProps } from "./types";

const Drawing = lazy(() => import("./Drawing"));

export function Chart(props: ChartProps) {
  const height = props.height ?? 240;
  return (
    <Suspense fallback={<div className="chart" style={{ height }} aria-busy="true" />}>
      <Drawing {...props} height={height} />
    </Suspense>
  );
}
