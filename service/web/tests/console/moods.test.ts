import { expect, test } from "vitest";
import { linePoints, moodOf } from "../../src/console/pages/conversations/moods";

test("a line goes from left to right, and up is upset", () => {
  expect(linePoints([0, 0.5, 1], 80, 20)).toEqual([
    { x: 0, y: 20 },
    { x: 40, y: 10 },
    { x: 80, y: 0 },
  ]);
});

test("a single turn stands in the middle, and what is no probability stays in the box", () => {
  expect(linePoints([1.4], 80, 20)).toEqual([{ x: 40, y: 0 }]);
  expect(linePoints([], 80, 20)).toEqual([]);
});

test("moods are told apart at the list's threshold", () => {
  expect([0.1, 0.3, 0.49, 0.5].map(moodOf)).toEqual(["calm", "uneasy", "uneasy", "upset"]);
});
