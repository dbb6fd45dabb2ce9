import { luminance, parseHex, readableOn } from "../../../widget/color";

/** WCAG 2.2 contrast of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a = 0, b = 0] = [one, other].map((color) => luminance(parseHex(color) ?? [0, 0, 0]) + 0.05);
  return Math.max(a, b) / Math.min(a, b);
}

/** How well a shop's colour is read and seen: text on it (AA asks for 4.5), and itself on a white page (AA asks for 3). */
export function legibility(color: string): { text: number; onPage: number } {
  return { text: contrast(color, readableOn(color)), onPage: contrast(color, "#ffffff") };
}
