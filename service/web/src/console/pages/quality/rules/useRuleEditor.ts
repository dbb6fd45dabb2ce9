import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  type CheckedRule, checkRule, putRules, type RuleMistake, type RulesPage, rulesQuery, type Tried, tryRules, type WrittenRule,
} from "../../../api/rules";
import { sinceOf } from "../period";
import { alone, withRule } from "./draft";

export type Mode = "form" | "yaml";

/** A rule as it is being written, as a form or as YAML, which are turned into each other by the server. */
export function useRuleEditor(start: WrittenRule, page: RulesPage, former: string | undefined) {
  const client = useQueryClient();
  const [mode, setMode] = useState<Mode>("form");
  const [rule, setRule] = useState(start);
  const [yaml, setYaml] = useState("");
  const [mistakes, setMistakes] = useState<RuleMistake[]>([]);
  const [tried, setTried] = useState<Tried | null>(null);
  const [changed, setChanged] = useState(false);

  const touch = (): void => {
    setChanged(true);
    setTried(null);
  };
  /** The rule where nothing is wrong with it; else what is wrong stands at its fields. */
  const checked = async (): Promise<WrittenRule | null> => {
    const found = await checkRule(mode === "form" ? { rule } : { yaml });
    setMistakes(found.mistakes);
    return found.mistakes.length ? null : found.rule;
  };
  const turn = useMutation({
    mutationFn: (next: Mode): Promise<CheckedRule> => checkRule(next === "yaml" ? { rule } : { yaml }),
    onSuccess: (found, next) => {
      setMistakes(found.mistakes);
      if (next === "yaml") setYaml(found.yaml ?? "");
      else if (found.rule) setRule(found.rule);
      else return;
      setMode(next);
    },
  });
  const trial = useMutation({
    mutationFn: async () => {
      const sound = await checked();
      return sound && tryRules(alone(page.document, sound), sinceOf("7") ?? "");
    },
    onSuccess: setTried,
  });
  const activate = useMutation({
    mutationFn: async () => {
      const sound = await checked();
      return sound && putRules(withRule(page.document, sound, former), page.number);
    },
    onSuccess: (saved) => {
      if (!saved) return;
      setChanged(false);
      client.setQueryData(rulesQuery.queryKey, saved);
      void client.invalidateQueries({ queryKey: rulesQuery.queryKey });
    },
  });
  return {
    mode, rule, yaml, mistakes, tried, changed, trial, activate,
    turn: turn.mutate,
    turning: turn.isPending,
    error: trial.error ?? activate.error ?? turn.error,
    /** `path` is what was changed: what was wrong there is not known any more. */
    change: (next: WrittenRule, path = "") => {
      setRule(next);
      setMistakes((before) => before.filter(({ field }) => !overlap(field, path)));
      touch();
    },
    write: (next: string) => {
      setYaml(next);
      touch();
    },
  };
}

/** Whether one of two paths lies within the other. */
function overlap(one: string, other: string): boolean {
  return `${one}.`.startsWith(other && `${other}.`) || `${other}.`.startsWith(one && `${one}.`);
}

export type RuleEditing = ReturnType<typeof useRuleEditor>;
