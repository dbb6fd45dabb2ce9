import type { Rate } from "../../api/types";

/** The value as a mark within its interval, on a scale from 0 to 1; the words beside it say the same. */
export function IntervalBar({ rate }: { rate: Rate }) {
  const low = (rate.low ?? 0) * 100;
  const high = (rate.high ?? 0) * 100;
  return (
    <svg className="interval" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect className="scale" x="0" y="3" width="100" height="2" />
      <rect className="range" x={low} y="2" width={Math.max(0.5, high - low)} height="4" />
      <rect className="mark" x={Math.min(99, (rate.value ?? 0) * 100 - 0.5)} y="0" width="1" height="8" />
    </svg>
  );
}
