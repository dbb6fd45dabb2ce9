import type { Text } from "../../i18n/en";

type Words = Text["evaluation"]["told"];

const AS_TOLD: [RegExp, keyof Words][] = [
  [/^none failed$/, "noneFailed"],
  [/^failed: (.+)$/, "failed"],
  [/^got ([\d.]+)$/, "got"],
  [/^got ([\d.]+) \(baseline ([\d.]+)\)$/, "gotBeside"],
  [/^worse: (.+)$/, "worse"],
  [/^nothing is$/, "nothingWorse"],
  [/^nothing was judged( in the baseline)?$/, "notJudged"],
  [/^no case was evaluated$/, "noCase"],
];

/** What a record says of a gate, in the reader's language; words that are not known stay as they are. */
export function toldOf(words: Words, told: string): string {
  for (const [form, name] of AS_TOLD) {
    const found = form.exec(told);
    if (found) return words[name](found[1] ?? "", found[2] ?? "");
  }
  return told;
}
