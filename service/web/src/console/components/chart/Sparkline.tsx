import type { TrendPoint } from "./trend";

const WIDTH = 120;
const HEIGHT = 28;
const ROOM = 3;

/** The run of a value at a glance, too small to read off; light enough for a page full of them. */
export function Sparkline({ points, label }: { points: readonly TrendPoint[]; label: string }) {
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  if (known.length < 2) return <svg className="sparkline" aria-hidden="true" />;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (at: number): number => ROOM + (at / (points.length - 1)) * (WIDTH - 2 * ROOM);
  const y = (value: number): number =>
    high === low ? HEIGHT / 2 : HEIGHT - ROOM - ((value - low) / (high - low)) * (HEIGHT - 2 * ROOM);
  const last = points.findLastIndex(({ value }) => value !== null);
  return (
    <svg className="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <path d={pathOf(points, x, y)} />
      <circle cx={x(last)} cy={y(points[last]?.value ?? 0)} r="2.2" />
    </svg>
  );
}

/** A line that is broken where nothing was counted. */
export function pathOf(points: readonly TrendPoint[], x: (at: number) => number, y: (value: number) => number): string {
  let drawn = false;
  return points
    .map(({ value }, at) => {
      if (value === null) {
        drawn = false;
        return "";
      }
      const step = `${drawn ? "L" : "M"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
      drawn = true;
      return step;
    })
    .join("");
}
