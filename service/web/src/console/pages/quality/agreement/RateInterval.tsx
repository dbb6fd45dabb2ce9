import type { Figure } from "../../../api/reviews";
import type { Rate } from "../../../api/types";
import { FigureCell } from "./FigureCell";

/** A rate, with its interval drawn from 0 to 1: two of them one above the other show what the correction did. */
export function RateInterval({ rate }: { rate: Rate | Figure }) {
  const low = (rate.low ?? 0) * 100;
  const high = (rate.high ?? 0) * 100;
  return (
    <div className="rate-interval">
      <FigureCell figure={rate} />
      {rate.value !== null && rate.low !== null && rate.high !== null && (
        <svg className="rate-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          <rect className="scale" x="0" y="3" width="100" height="2" />
          <rect className="range" x={low} y="2" width={Math.max(0.5, high - low)} height="4" />
          <rect className="mark" x={Math.min(99, rate.value * 100 - 0.5)} y="0" width="1" height="8" />
        </svg>
      )}
    </div>
  );
}
