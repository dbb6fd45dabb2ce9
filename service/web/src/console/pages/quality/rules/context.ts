import { createContext, useContext } from "react";
import type { RuleMistake, RulesPage, WrittenRule } from "../../../api/rules";

/** The rule that the fields of the form belong to. */
export interface RuleForm {
  rule: WrittenRule;
  mistakes: RuleMistake[];
  page: RulesPage;
  set(path: string, value: unknown): void;
}

export const RuleFormContext = createContext<RuleForm | null>(null);

export function useRuleForm(): RuleForm {
  const form = useContext(RuleFormContext);
  if (!form) throw new Error("A rule's fields stand inside its form.");
  return form;
}
