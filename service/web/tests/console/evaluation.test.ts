import { expect, test } from "vitest";
import type { ListedRun, Suite } from "../../src/console/api/evaluation";
import { en } from "../../src/console/i18n/en";
import { zh } from "../../src/console/i18n/zh";
import { toldOf } from "../../src/console/pages/evaluation/toldOf";
import { USUAL, wantedOf } from "../../src/console/pages/evaluation/wanted";

const suite = (id: string, known: Partial<Suite> = {}): Suite => ({
  id,
  name: id,
  own: true,
  description: "",
  languages: ["en"],
  cases: 1,
  critical: 0,
  repetitions: 1,
  documents: true,
  gates: ["no case fails"],
  problem: null,
  last: null,
  ...known,
});

test("suites over documents run together, those without documents ask the installation", () => {
  expect(wantedOf([suite("a"), suite("b", { documents: false }), suite("c")], USUAL)).toEqual([
    { suites: ["a", "c"], of: "documents", fresh: false },
    { suites: ["b"], of: "installation", fresh: false },
  ]);
  expect(wantedOf([suite("a"), suite("b", { documents: false })], { of: "old-bot", repetitions: 3, fresh: true })).toEqual([
    { suites: ["a", "b"], of: "old-bot", repetitions: 3, fresh: true },
  ]);
});

test("a suite whose gates speak of a baseline is put beside its latest run", () => {
  const last = { id: "run-1" } as ListedRun;
  const gates = ["nothing is worse than baseline"];
  expect(wantedOf([suite("a", { gates, last }), suite("b"), suite("c", { gates })], USUAL)).toEqual([
    { suites: ["a"], of: "documents", fresh: false, baseline: "run-1" },
    { suites: ["b", "c"], of: "documents", fresh: false },
  ]);
});

test("what a record says of a gate is told in the reader's language", () => {
  expect(toldOf(zh.evaluation.told, "failed: returns, moon")).toBe("未通过：returns, moon");
  expect(toldOf(zh.evaluation.told, "got 0.9727 (baseline 0.9801)")).toBe("实际 0.9727，基线 0.9801");
  expect(toldOf(en.evaluation.told, "nothing was judged in the baseline")).toBe("nothing was judged");
  expect(toldOf(zh.evaluation.told, "something new")).toBe("something new");
});
