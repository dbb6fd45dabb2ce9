import { expect, test } from "vitest";
import type { QueuedGrade } from "../../src/console/api/reviews";
import { markedPieces } from "../../src/console/pages/quality/review/marked";
import { EMPTY, queueStep } from "../../src/console/pages/quality/review/queue";
import { changesBetween } from "../../src/console/pages/quality/rules/changes";
import { splitExamples, withField, withKind, withRule } from "../../src/console/pages/quality/rules/draft";
import { turnAddress, turnIn } from "../../src/console/pages/quality/turnAddress";
import { middleOf } from "../../src/console/pages/quality/why/quadrantOption";

const graded = (turn_id: string): QueuedGrade => ({ turn_id, grader: "language", channel: "widget", language: "en" });

test("evidence is marked wherever it stands, overlapping passages as one", () => {
  expect(markedPieces("within 30 days, 30 days", ["30 days", "within 30"])).toEqual([
    { text: "within 30 days", marked: true },
    { text: ", ", marked: false },
    { text: "30 days", marked: true },
  ]);
  expect(markedPieces("as it was", ["", "  ", "not there"])).toEqual([{ text: "as it was", marked: false }]);
  expect(markedPieces("", ["x"])).toEqual([]);
});

test("a case that is fetched again is not read twice, and nothing new ends the queue", () => {
  const first = queueStep(EMPTY, { kind: "fetched", cases: [graded("a"), graded("b")] });
  const second = queueStep(first, { kind: "fetched", cases: [graded("b"), graded("c")] });
  expect(second.cases.map(({ turn_id }) => turn_id)).toEqual(["a", "b", "c"]);
  expect(second.exhausted).toBe(false);
  expect(queueStep(second, { kind: "fetched", cases: [graded("a")] }).exhausted).toBe(true);
});

test("an answer that was not stored is told until it is, and going back finds it again", () => {
  const fetched = queueStep(EMPTY, { kind: "fetched", cases: [graded("a")] });
  const answered = queueStep(fetched, { kind: "answered", key: "a/language", answer: { label: "passed", note: "" } });
  expect(answered.at).toBe(1);
  const failed = queueStep(answered, { kind: "failed", key: "a/language", error: new Error("down") });
  expect(failed.answers["a/language"]?.error?.message).toBe("down");
  const back = queueStep(failed, { kind: "back" });
  expect([back.at, back.answers["a/language"]?.label]).toEqual([0, "passed"]);
  const review = { id: "1", given: "passed", label: "passed", verdict: "confirms" as const, blind: true };
  const stored = queueStep(back, { kind: "stored", key: "a/language", review });
  expect(stored.answers["a/language"]?.error).toBeUndefined();
  expect(queueStep(queueStep(stored, { kind: "back" }), { kind: "back" }).at).toBe(0);
});

test("what is emptied in the form is left out of the rule", () => {
  const rule = { id: "x", kind: "forbidden" as const, match: { words: ["a"] } };
  const more = withField(rule, "match.except", ["b"]);
  expect(more["match"]).toEqual({ words: ["a"], except: ["b"] });
  expect(withField(withField(more, "match.words", []), "match.except", [])).toEqual({ id: "x", kind: "forbidden" });
  expect(withField(rule, "points", 0)["points"]).toBe(0);
  expect(rule.match).toEqual({ words: ["a"] });
});

test("another kind keeps what both have", () => {
  const rule = { id: "x", kind: "required" as const, match: { words: ["a"] }, where: "first", severity: "major" };
  expect(withKind(rule, "forbidden")).toEqual({ id: "x", kind: "forbidden", match: { words: ["a"] }, severity: "major" });
  expect(withKind(rule, "response_time")).toEqual({ id: "x", kind: "response_time", severity: "major" });
});

test("a rule takes the place of the one it was made from, and is switched on", () => {
  const set = { packs: ["finance"], inactive: ["b", "c"], rules: [{ id: "a" }, { id: "b" }, { id: "c" }] };
  const renamed = withRule(set, { id: "b2", active: false }, "b");
  expect(renamed.rules?.map(({ id }) => id)).toEqual(["a", "b2", "c"]);
  expect(renamed.rules?.[1]).toEqual({ id: "b2" });
  const own = withRule(set, { id: "b" }, "b");
  expect([own.inactive, own.packs]).toEqual([["c"], ["finance"]]);
  expect(withRule({}, { id: "new" }, undefined).rules).toEqual([{ id: "new" }]);
});

test("conversations among the examples are kept apart from replies", () => {
  const talk = [{ customer: "hi" }, { agent: "hello" }];
  expect(splitExamples(["one", talk, "two"])).toEqual({ replies: ["one", "two"], conversations: [talk] });
  expect(splitExamples(undefined)).toEqual({ replies: [], conversations: [] });
});

test("two sets differ by what was added, taken away and changed, wherever a rule stands", () => {
  const before = { rules: [{ id: "a", severity: "minor" }, { id: "b", match: { words: ["x"] } }] };
  const after = { packs: ["finance"], rules: [{ id: "b", match: { words: ["x", "y"] } }, { id: "c", kind: "order" as const }] };
  expect(changesBetween(before, after)).toEqual([
    { path: "a › severity", before: "minor", after: "" },
    { path: "b › match › words", before: "x", after: "x, y" },
    { path: "packs", before: "", after: "finance" },
    { path: "c › kind", before: "", after: "order" },
  ]);
  expect(changesBetween(after, after)).toEqual([]);
});

test("an address leads to a turn and back", () => {
  const address = turnAddress("c1", "0199-ab");
  expect(address).toBe("/conversations/c1#turn-0199-ab");
  expect(turnIn(address.slice(address.indexOf("#")))).toBe("0199-ab");
  expect(turnIn("#else")).toBeUndefined();
});

test("the quadrants meet at the mean frequency of causes and the mean impact of failed turns", () => {
  const cause = { cause: "x", share: 0, cumulative: 0, unresolved: 0, handed_off: 0, satisfaction_loss: null, quadrant: "rare" as const, turns: [] };
  const middle = middleOf([
    { ...cause, n: 3, impact: 1 },
    { ...cause, n: 1, impact: 0.2 },
  ]);
  expect(middle.share).toBe(0.5);
  expect(middle.impact).toBeCloseTo(0.8);
  expect(middleOf([])).toEqual({ share: 0, impact: 0 });
});
