import { expect, test } from "vitest";
import { problemsAt, spansOf, withValue } from "../../src/console/pages/policy/draft";
import { choiceOf, hoursOf } from "../../src/console/pages/policy/hoursChoice";

test("a change copies what is on its way and leaves the rest as it was", () => {
  const before = { rules: { safety: { enabled: true } }, overrides: [{ intents: ["a"] }, { intents: [] }] };
  const after = withValue(before, "overrides.0.intents", ["b"]);
  expect(after.overrides[0]).toEqual({ intents: ["b"] });
  expect(after.overrides[1]).toBe(before.overrides[1]);
  expect(after.rules).toBe(before.rules);
  expect(before.overrides[0]).toEqual({ intents: ["a"] });
  expect(withValue({ words: {} }, "words.safety.en", "Hold on.")).toEqual({ words: { safety: { en: "Hold on." } } });
});

test("problems are shown at their field, and at no other that begins alike", () => {
  const problem = (field: string) => ({ field, code: "x", problem: "x" });
  const all = [problem("hours.weekdays.monday"), problem("hours.weekdays.monday.0"), problem("overrides.10.intents")];
  expect(problemsAt(all, "hours.weekdays.monday")).toHaveLength(2);
  expect(problemsAt(all, "overrides.1")).toEqual([]);
});

test("hours are read however they are separated", () => {
  expect(spansOf("09:00-12:00, 13:00-18:00")).toEqual(["09:00-12:00", "13:00-18:00"]);
  expect(spansOf("09:00–12:00；13:00至18:00")).toEqual(["09:00-12:00", "13:00-18:00"]);
  expect(spansOf(" ")).toEqual([]);
  expect(spansOf("9 to 5")).toEqual(["9 to 5"]);
});

test("one choice stands for the hours, and hours that were written come back with it", () => {
  const own = { enabled: true, time_zone: "Asia/Shanghai", weekdays: { monday: ["09:00-12:00"] }, holidays: [], working_days: [] };
  expect([null, { ...own, enabled: false }, own].map(choiceOf)).toEqual(["company", "always", "own"]);
  expect(hoursOf("company", own)).toBeNull();
  const always = hoursOf("always", own);
  expect(choiceOf(always)).toBe("always");
  expect(hoursOf("own", always)).toEqual(own);
  const first = hoursOf("own", null);
  expect(first?.enabled).toBe(true);
  expect(first?.weekdays.monday).toEqual(["09:00-18:00"]);
});
