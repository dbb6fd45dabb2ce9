/** From here on a customer is marked as upset. */
export const UPSET_FROM = 0.5;

/** Below it they are calm. */
const UNEASY_FROM = 0.3;

export type Mood = "calm" | "uneasy" | "upset";

export function moodOf(upset: number): Mood {
  if (upset >= UPSET_FROM) return "upset";
  return upset >= UNEASY_FROM ? "uneasy" : "calm";
}

/** Points of a line over the turns, first to last, in a box of this size: up is upset. */
export function linePoints(upset: readonly number[], width: number, height: number): { x: number; y: number }[] {
  const step = upset.length > 1 ? width / (upset.length - 1) : 0;
  return upset.map((value, place) => ({
    x: upset.length > 1 ? place * step : width / 2,
    y: (1 - Math.min(1, Math.max(0, value))) * height,
  }));
}
