import { createContext, useContext } from "react";
import type { FieldProblem } from "../../api/http";
import type { PolicyDocument, Said } from "../../api/policy";

/** The hand-off policy as it is being edited. */
export interface Editing {
  draft: PolicyDocument;
  fixedWords: Record<string, Said>;
  set(path: string, value: unknown): void;
}

/** What is wrong with which field of the policy that is edited here, whatever its kind, in the reader's language. */
export const ProblemsContext = createContext<readonly FieldProblem[]>([]);

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error("The policy's forms stand inside its page.");
  return editing;
}
