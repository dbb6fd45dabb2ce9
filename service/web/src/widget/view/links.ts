import { h } from "./dom";

const URL_PATTERN = /https?:\/\/[^\s<>"'，。；：！？（）【】《》「」、]+/g;
const TRAILING = /[.,;:!?)\]]+$/;

/** Text with its web addresses made into links; all else stays text. */
export function linked(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let end = 0;
  for (const match of text.matchAll(URL_PATTERN)) {
    const url = match[0].replace(TRAILING, "");
    parts.push(text.slice(end, match.index));
    parts.push(h("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, url));
    end = match.index + url.length;
  }
  return [...parts, text.slice(end)];
}
