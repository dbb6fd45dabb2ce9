import { expect, test } from "vitest";
import type { Grade } from "../../src/console/api/types";
import { TEXTS, graderNamed, named } from "../../src/console/i18n/context";
import { inReadingOrder } from "../../src/console/pages/conversations/gradeOrder";
import { toneOf } from "../../src/console/pages/conversations/tone";

const grade = (grader: string, label = "passed", score: number | null = 1): Grade =>
  ({ grader, label, score, stage: "reply", version: "1", reason: "", evidence: [], at: null }) as unknown as Grade;

test("a judge's grade follows that of the grader which it stands beside", () => {
  const given = ["relevance_judge", "politeness_judge", "politeness", "groundedness_judge", "relevance", "resolution", "groundedness"];
  expect(inReadingOrder(given.map((name) => grade(name))).map(({ grader }) => grader)).toEqual([
    "resolution",
    "groundedness",
    "groundedness_judge",
    "relevance",
    "relevance_judge",
    "politeness",
    "politeness_judge",
  ]);
});

test("a judge has a name in both languages", () => {
  expect(graderNamed(TEXTS.en, "groundedness_judge")).toBe("Grounding, by a judge");
  expect(graderNamed(TEXTS.zh, "groundedness_judge")).toBe("依据（评审模型）");
  expect(graderNamed(TEXTS.zh, "groundedness")).toBe("依据");
});

test("a grade looks like none where the judge was not asked", () => {
  expect(toneOf({ label: "over_budget", score: null })).toBe("none");
  expect(named(TEXTS.en.labels, "over_budget")).toBe("over budget");
  expect(named(TEXTS.zh.labels, "over_budget")).toBe("超出预算");
  expect(named(TEXTS.zh.labels, "not_sampled")).toBe("未抽中");
});
