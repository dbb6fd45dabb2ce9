import type { Language } from "./contract";

/** The supported language nearest to a BCP 47 tag such as `zh-Hant-TW`. */
export function nearestLanguage(tag: string | undefined): Language {
  return tag?.toLowerCase().startsWith("zh") ? "zh" : "en";
}
