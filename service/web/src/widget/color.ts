export const DEFAULT_COLOR = "#3446b8";

type Rgb = [red: number, green: number, blue: number];

const DARK: Rgb = [0x1d, 0x20, 0x29];

/** `#rgb` or `#rrggbb` as channels in [0, 255]; null for anything else. */
export function parseHex(color: string): Rgb | null {
  const match = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(color.trim());
  if (!match?.[1]) return null;
  const digits = match[1].length === 3 ? match[1].replace(/./g, "$&$&") : match[1];
  return [0, 2, 4].map((start) => parseInt(digits.slice(start, start + 2), 16)) as Rgb;
}

/** WCAG 2.2 relative luminance, in [0, 1]. */
export function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The focus ring on white: the shop's colour where it has the contrast of 3 that WCAG asks for, else near-black. */
export function ringColor(color: string): string {
  return 1.05 / (luminance(parseHex(color) ?? [0, 0, 0]) + 0.05) >= 3 ? color : "#1b1e26";
}

/** White or black, whichever is easier to read on the shop's colour. */
export function readableOn(color: string): string {
  const light = luminance(parseHex(color) ?? [0, 0, 0]);
  const contrastWithWhite = 1.05 / (light + 0.05);
  return contrastWithWhite >= 4.5 ? "#ffffff" : "#000000";
}

/** The focus ring on the dark theme's ground: the shop's colour where it is light enough to be seen, else near-white. */
export function onDark(color: string): string {
  return (luminance(parseHex(color) ?? [0, 0, 0]) + 0.05) / (luminance(DARK) + 0.05) >= 3 ? color : "#e8eaf2";
}
