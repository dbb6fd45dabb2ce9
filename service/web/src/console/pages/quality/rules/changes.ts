import type { RuleDocument } from "../../../api/rules";

/** What differs at one place: `before` or `after` is empty where it was not there. */
export interface DocumentChange {
  path: string;
  before: string;
  after: string;
}

/** What differs between two sets, rules told by their ids wherever they stand. */
export function changesBetween(before: RuleDocument, after: RuleDocument): DocumentChange[] {
  const [old, fresh] = [flat(before), flat(after)];
  const paths = [...new Set([...old.keys(), ...fresh.keys()])];
  return paths
    .map((path) => ({ path, before: old.get(path) ?? "", after: fresh.get(path) ?? "" }))
    .filter((one) => one.before !== one.after);
}

function flat(document: RuleDocument): Map<string, string> {
  const found = new Map<string, string>();
  const { rules = [], ...rest } = document;
  const walk = (path: string, value: unknown): void => {
    if (Array.isArray(value)) {
      if (value.length) found.set(path, value.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join(", "));
    } else if (typeof value === "object" && value !== null) {
      for (const [name, inner] of Object.entries(value)) walk(path ? `${path} › ${name}` : name, inner);
    } else if (value !== null && value !== undefined && value !== "") found.set(path, String(value));
  };
  walk("", rest);
  for (const { id, ...rule } of rules) walk(id ?? "", rule);
  return found;
}
