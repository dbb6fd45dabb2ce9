import { ApiError, type FieldProblem } from "../../api/http";

/** What a refusal says of each field, in the reader's words where there are any for its code. */
export function explained(error: unknown, words: Record<string, string>): readonly FieldProblem[] {
  const fields = error instanceof ApiError ? error.fields : [];
  return fields.map((one) => ({ ...one, problem: words[one.code] ?? one.problem }));
}

/** A copy in which the value at this path ("rules.safety.enabled") is another one; what is on the way is copied. */
export function withValue<T>(whole: T, path: string, value: unknown): T {
  const [first, ...rest] = path.split(".");
  if (first === undefined) return whole;
  const copy = (Array.isArray(whole) ? [...whole] : { ...whole }) as Record<string, unknown>;
  copy[first] = rest.length ? withValue(copy[first] ?? {}, rest.join("."), value) : value;
  return copy as T;
}

/** What is wrong at this path or below it. */
export function problemsAt(problems: readonly FieldProblem[], path: string): FieldProblem[] {
  return problems.filter(({ field }) => field === path || field.startsWith(`${path}.`));
}

/** "09:00-12:00, 13:00-18:00" as the server takes it; empty is closed. */
export function spansOf(text: string): string[] {
  return text
    .split(/[,，、;；]/)
    .map((span) => span.trim().replace(/\s*[–—~至]\s*|\s+-\s+/, "-"))
    .filter(Boolean);
}
