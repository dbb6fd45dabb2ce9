import { expect, test } from "vitest";
import { barsOption } from "../../src/console/components/chart/bars";
import { pathOf } from "../../src/console/components/chart/Sparkline";
import { tooltipOf } from "../../src/console/components/chart/tooltip";
import { trendOption } from "../../src/console/components/chart/trend";

const colours = {
  ink: "#000", muted: "#555", line: "#ddd", panel: "#fff", accent: "#00f", good: "#0a0", fair: "#aa0", bad: "#a00",
  series: ["#111", "#222"],
};
const written = (value: number): string => `${Math.round(value * 100)} %`;

test("what a tooltip shows is text, whatever it holds", () => {
  const box = tooltipOf("<img src=x onerror=alert(1)>", [{ name: "<b>who</b>", value: "<i>1</i>", aside: "<u>n</u>" }]);
  expect(box.querySelector("img, u")).toBeNull();
  expect(box.textContent).toBe("<img src=x onerror=alert(1)><b>who</b><i>1</i><u>n</u>");
});

test("a trend tells value, interval and n of each series, and a dash where nothing was counted", () => {
  const points = [{ value: 0.5, low: 0.4, high: 0.6, n: 20 }, { value: null }];
  const option = trendOption({ places: ["1 May", "2 May"], series: [{ name: "now", points }], written }, colours);
  const { formatter } = option["tooltip"] as { formatter: (params: { dataIndex: number }[]) => HTMLElement };
  expect(formatter([{ dataIndex: 0 }]).textContent).toBe("1 Maynow50 %40 % – 60 % · n = 20");
  expect(formatter([{ dataIndex: 1 }]).textContent).toBe("2 Maynow–");
});

test("the band of an interval lies between its ends; an earlier period has none", () => {
  const points = [{ value: 0.5, low: 0.4, high: 0.7 }];
  const series = [{ name: "now", points }, { name: "before", points, dashed: true }];
  const drawn = trendOption({ places: ["1 May"], series, written }, colours)["series"] as { data: number[]; stack?: string }[];
  const band = drawn.filter(({ stack }) => stack);
  expect(band.map(({ data }) => data[0])).toEqual([0.4, expect.closeTo(0.3)]);
});

test("bars are named in their tooltip, with what is said beside", () => {
  const series = [{ name: "rate", values: [0.25, null], asides: ["1 of 4", ""] }];
  const { formatter } = barsOption({ names: ["web", "mail"], series, written }, colours)["tooltip"] as {
    formatter: (params: { dataIndex: number }[]) => HTMLElement;
  };
  expect(formatter([{ dataIndex: 0 }]).textContent).toBe("webrate25 %1 of 4");
  expect(formatter([{ dataIndex: 1 }]).textContent).toBe("mailrate–");
});

test("a sparkline is broken where nothing was counted", () => {
  const points = [{ value: 1 }, { value: 2 }, { value: null }, { value: 3 }, { value: 4 }];
  expect(pathOf(points, (at) => at, (value) => value)).toBe("M0.0 1.0L1.0 2.0M3.0 3.0L4.0 4.0");
});

test("an axis of shares ends at the whole, and not beyond; small shares are looked at closely", () => {
  const axis = trendOption({ places: [], series: [], written, most: 1 }, colours)["yAxis"] as { max: (of: { max: number }) => number | null };
  expect([axis.max({ max: 0.97 }), axis.max({ max: 0.05 })]).toEqual([1, null]);
});
