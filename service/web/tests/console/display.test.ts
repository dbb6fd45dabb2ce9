import { expect, test } from "vitest";
import { affectedKeys } from "../../src/console/api/live";
import { duration, fileSize, money, percent, points } from "../../src/console/components/formats";
import { relativeTime } from "../../src/console/components/relativeTime";
import { toneOf } from "../../src/console/pages/conversations/tone";

test("times are told in the unit that a reader would choose, in both languages", () => {
  const now_ms = Date.parse("2026-03-10T12:00:00Z");
  const ago = (seconds: number, locale: string) => relativeTime(new Date(now_ms - seconds * 1000), now_ms, locale);
  expect([ago(20, "en"), ago(200, "en"), ago(7300, "en"), ago(90_000, "en")]).toEqual([
    "now",
    "3 minutes ago",
    "2 hours ago",
    "yesterday",
  ]);
  expect(ago(200, "zh")).toBe("3分钟前");
  expect(ago(30 * 86_400, "en")).toBe("Feb 8, 2026");
});

test("figures carry their unit and no false precision", () => {
  expect([duration(0.0124, "en"), duration(4.26, "en"), duration(200, "en")]).toEqual(["12 ms", "4.3 sec", "3.3 min"]);
  expect([fileSize(812, "en"), fileSize(188_123, "en"), fileSize(5_300_000, "en")]).toEqual(["812 byte", "188 kB", "5.3 MB"]);
  expect(percent(0.81294, "en")).toBe("81.3%");
  expect([points(0.0234, "en"), points(-0.1, "en"), points(0, "en")]).toEqual(["+2.3", "-10", "0"]);
});

test("small amounts of money keep the digits that matter", () => {
  expect([money("0.001234", "USD", "en"), money("12.3", "USD", "en")]).toEqual(["$0.00123", "$12.30"]);
  expect(money("0.05", "CNY", "zh")).toBe("¥0.05");
});

test("a grade that is no judgement is neither good nor bad", () => {
  const tones = [1, 0.75, 0.5, 0.2, null].map((score) => toneOf({ label: "partly", score }));
  expect(tones).toEqual(["good", "good", "fair", "bad", "none"]);
});

test("a grade looks as its label reads, however sure the grader is", () => {
  expect(toneOf({ label: "relevant", score: 0.6 })).toBe("good");
  expect(toneOf({ label: "neutral", score: 0.7 })).toBe("none");
  expect(toneOf({ label: "not_applicable", score: null })).toBe("none");
  expect(toneOf({ label: "failed", score: 0.9 })).toBe("fair");
});

test("an event about one conversation leaves the others alone", () => {
  expect(affectedKeys("grades", "c1")).toEqual([["conversation", "c1"]]);
  expect(affectedKeys("kpis", null)).toEqual([["kpis"]]);
});
