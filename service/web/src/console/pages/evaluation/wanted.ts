import type { Suite, Wanted } from "../../api/evaluation";

/** How suites are to be run; `of` is "suite" where each suite says whom it asks. */
export interface Choice {
  of: string;
  repetitions: number | null;
  fresh: boolean;
}

export const AS_SUITE = "suite";
export const USUAL: Choice = { of: AS_SUITE, repetitions: null, fresh: false };

/**
 * What the server is asked for: one evaluation for the suites over their own documents, one for those that have none,
 * which ask the installation. A suite whose gates speak of a baseline is run by itself, beside its latest run.
 */
export function wantedOf(suites: readonly Suite[], choice: Choice): Wanted[] {
  const found: Wanted[] = [];
  const together = new Map<string, Wanted>();
  for (const suite of suites) {
    const of = choice.of !== AS_SUITE ? choice.of : suite.documents ? "documents" : "installation";
    const common = {
      of,
      fresh: choice.fresh,
      ...(choice.repetitions === null ? {} : { repetitions: choice.repetitions }),
    };
    if (suite.last && suite.gates.some((gate) => gate.includes("baseline"))) {
      found.push({ suites: [suite.id], ...common, baseline: suite.last.id });
      continue;
    }
    const shared = together.get(of);
    if (shared) shared.suites.push(suite.id);
    else {
      const fresh = { suites: [suite.id], ...common };
      together.set(of, fresh);
      found.push(fresh);
    }
  }
  return found;
}
