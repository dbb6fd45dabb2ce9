import { expect, test } from "vitest";
import { clockTime } from "../../src/console/components/clockTime";
import { en } from "../../src/console/i18n/en";
import { zh } from "../../src/console/i18n/zh";
import { partsOf } from "../../src/console/pages/conversations/parts";

test("a draft takes as many messages as the platform's own unit makes of it", () => {
  const twenty = "好".repeat(20);
  expect(partsOf(twenty, { maximum: 20, unit: "characters" })).toBe(1);
  expect(partsOf(twenty, { maximum: 20, unit: "utf8" })).toBe(3);
  expect(partsOf("🙂".repeat(11), { maximum: 20, unit: "utf16" })).toBe(2);
  expect(partsOf("  ", { maximum: 20, unit: "characters" })).toBe(1);
});

test("the end of a window is a time today, and a day with a time on another one", () => {
  const now = new Date(2026, 2, 10, 9, 0);
  expect(clockTime(new Date(2026, 2, 10, 14, 20), now, "en-GB")).toBe("14:20");
  expect(clockTime(new Date(2026, 2, 11, 14, 20), now, "en-GB")).toBe("11 Mar, 14:20");
});

test("every reason why a reply did not arrive has words in both languages", () => {
  expect(Object.keys(zh.delivery.faults)).toEqual(Object.keys(en.delivery.faults));
  expect(Object.keys(zh.delivery.states)).toEqual(Object.keys(en.delivery.states));
});
