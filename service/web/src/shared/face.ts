/** What stands for a person who has no picture: two letters, and a colour that is always theirs. */

/** The first letters of the first and the last name; of a Chinese name its last characters, as people there do. */
export function initials(name: string): string {
  const words = name.trim().split(/[\s.@_-]+/).filter(Boolean);
  const [first = "", ...others] = words;
  if (/^\p{Script=Han}/u.test(first)) return [...first].slice(-2).join("");
  const letters = [first, others.at(-1) ?? ""].map((word) => [...word][0] ?? "");
  return letters.join("").toUpperCase();
}

/** The hue of a name, in degrees: the same everywhere and always; names that are alike are far apart. */
export function hueOf(name: string): number {
  let hash = 0;
  for (const letter of name) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return Math.round((hash * 137.508) % 360) % 360;
}
