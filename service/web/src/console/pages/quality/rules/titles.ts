import type { Language } from "../../../../shared/contract";
import type { ListedRule } from "../../../api/rules";

/** What a rule is called in the reader's language, else in the other, else its id. */
export function ruleTitle({ id, title }: Pick<ListedRule, "id" | "title">, language: Language): string {
  return title[language] || title.en || title.zh || id;
}
