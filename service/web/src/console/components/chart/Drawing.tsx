import type { ECharts } from "echarts/core";
import { useEffect, useImperativeHandle, useRef } from "react";
import { useMedia } from "../useMedia";
import { init } from "./echarts";
import type { ChartProps } from "./types";
import { useColours } from "./useColours";

/** The canvas: made once, drawn again with each option, as wide as its place. */
export default function Drawing({ option, label, height, onPlace, testId, ref }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  const told = useRef(onPlace);
  const colours = useColours();
  const still = useMedia("(prefers-reduced-motion: reduce)");
  useEffect(() => {
    told.current = onPlace;
  });
  useEffect(() => {
    if (!place.current) return;
    const own = init(place.current);
    chart.current = own;
    const sized = new ResizeObserver(() => own.resize());
    sized.observe(place.current);
    own.on("finished", () => place.current?.setAttribute("data-drawn", "true"));
    own.getZr().on("click", (event) => {
      // Beside the plot the place at that end is meant; above and below it nothing is.
      const at = [event.offsetX, event.offsetY];
      if (!own.containPixel("grid", [own.getWidth() / 2, event.offsetY])) return;
      const nearest = own.convertFromPixel("grid", at)[0];
      const hit = (event.target as { seriesIndex?: number } | undefined)?.seriesIndex;
      if (nearest !== undefined && Number.isFinite(nearest)) told.current?.(Math.max(0, Math.round(nearest)), hit);
    });
    return () => {
      sized.disconnect();
      own.dispose();
    };
  }, []);
  useEffect(() => {
    place.current?.removeAttribute("data-drawn");
    // A canvas inherits no font.
    const textStyle = { fontFamily: getComputedStyle(document.body).fontFamily };
    chart.current?.setOption({ animation: !still, animationDuration: 300, textStyle, ...option }, { notMerge: true });
  }, [option, still]);
  useImperativeHandle(
    ref,
    () => ({ png: () => chart.current?.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colours.panel }) ?? "" }),
    [colours],
  );
  const kind = onPlace ? "chart open" : "chart";
  return <div ref={place} className={kind} style={{ height }} role="img" aria-label={label} data-testid={testId} />;
}
