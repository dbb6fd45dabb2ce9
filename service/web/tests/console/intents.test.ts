import { expect, test } from "vitest";
import type { IntentList } from "../../src/console/api/intents";
import { draftsOf, freshDraft, lineAt, listOf, problemsOf } from "../../src/console/pages/intents/draft";

const list: IntentList = {
  intents: [
    { name: "price", description: "", social: false, phrases: ["how much", "多少钱"], examples: { en: ["What is it?"], zh: [] } },
    { name: "thanks", description: "", social: true, phrases: ["thanks"], examples: { en: [], zh: ["谢谢"] } },
  ],
};

test("a list comes back from the form as it went in, without blank lines", () => {
  const drafts = draftsOf(list);
  expect(listOf(drafts)).toEqual(list);
  const [first] = drafts;
  expect(listOf([{ ...first!, phrases: "how much\n\n  多少钱 \n" }]).intents[0]?.phrases).toEqual(["how much", "多少钱"]);
});

test("a new intent is told from all others", () => {
  const drafts = draftsOf(list);
  const fresh = freshDraft(drafts);
  expect(drafts.map(({ id }) => id)).not.toContain(fresh.id);
  expect(freshDraft([...drafts, fresh]).id).not.toBe(fresh.id);
});

test("a problem belongs to its intent and to the line it speaks of", () => {
  const problems = ["intents.1.examples.zh.0", "intents.10.name", "intents"].map((field) => ({ field, code: "x", problem: "x" }));
  expect(problemsOf(problems, 1).map(({ field }) => field)).toEqual(["intents.1.examples.zh.0"]);
  expect(lineAt(list, "intents.1.examples.zh.0")).toBe("谢谢");
  expect(lineAt(list, "intents.1.examples")).toBeUndefined();
  expect(lineAt(list, "intents.7.name")).toBeUndefined();
});
