import type { RuleDocument, RuleKind, WrittenRule } from "../../../api/rules";

/** What belongs to one kind alone, and is dropped with it. */
const OWN: Record<RuleKind, string[]> = {
  forbidden: ["match"],
  required: ["match", "where"],
  response_time: ["reply", "within_s"],
  order: ["match", "before"],
};

/** A rule to begin with. */
export const BLANK: WrittenRule = { id: "", kind: "forbidden", match: {} };

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0) ||
  (typeof value === "object" && Object.keys(value as object).length === 0);

/** The value at a path in dots. */
export function valueAt(rule: WrittenRule, path: string): unknown {
  return path.split(".").reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], rule);
}

/** A copy with another value there; what is empty is left out, so that the YAML says only what is meant. */
export function withField(rule: WrittenRule, path: string, value: unknown): WrittenRule {
  const [first = "", ...rest] = path.split(".");
  const before = rule[first];
  const next = rest.length
    ? withField((typeof before === "object" && before !== null ? before : {}) as WrittenRule, rest.join("."), value)
    : value;
  const { [first]: _, ...others } = rule;
  if (!isEmpty(next)) return first in rule ? { ...rule, [first]: next } : { ...others, [first]: next };
  return others;
}

/** The same rule as another kind: what both have stays. */
export function withKind(rule: WrittenRule, kind: RuleKind): WrittenRule {
  const dropped = Object.values(OWN).flat().filter((name) => !OWN[kind].includes(name));
  const kept = Object.entries(rule).filter(([name]) => !dropped.includes(name));
  return { ...Object.fromEntries(kept), kind };
}

/** The set with this rule in it, switched on, in the place of the one it was made from. */
export function withRule(document: RuleDocument, rule: WrittenRule, former: string | undefined): RuleDocument {
  const { active: _, ...on } = rule;
  const others = (document.rules ?? []).filter(({ id }) => id !== rule.id && id !== former);
  const at = (document.rules ?? []).findIndex(({ id }) => id === former || id === rule.id);
  const rules = at < 0 ? [...others, on] : [...others.slice(0, at), on, ...others.slice(at)];
  return { ...document, rules, inactive: (document.inactive ?? []).filter((id) => id !== rule.id) };
}

/** That rule and no other, to be tried. */
export function alone(document: RuleDocument, rule: WrittenRule): RuleDocument {
  const { active: _, ...on } = rule;
  return { packs: [], groups: document.groups ?? {}, rules: [on] };
}

export const linesOf = (text: string): string[] => text.split("\n").filter((line) => line.trim());

/** Examples that are one reply each stand in the form; conversations are kept as they are. */
export function splitExamples(examples: unknown): { replies: string[]; conversations: unknown[] } {
  const all = Array.isArray(examples) ? (examples as unknown[]) : [];
  return {
    replies: all.filter((one): one is string => typeof one === "string"),
    conversations: all.filter((one) => typeof one !== "string"),
  };
}
