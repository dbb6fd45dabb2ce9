import type { Citation } from "../../shared/contract";
import type { Strings } from "../i18n";
import { h, setText } from "./dom";

/** Which documents an answer rests on, with the passage quoted; closed until asked for. */
export function sourcesView(citations: readonly Citation[]) {
  const summary = h("summary");
  const items = citations.map((citation) =>
    h(
      "li",
      {},
      h("cite", { dir: "auto" }, citation.title || citation.document),
      h("blockquote", { dir: "auto" }, citation.quote),
    ),
  );
  const element = h("details", { class: "sources", "data-testid": "tw-sources" }, summary, h("ol", {}, ...items));
  return {
    element,
    update(strings: Strings): void {
      setText(summary, strings.sources(citations.length));
    },
  };
}
