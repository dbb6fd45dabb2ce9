import { expect, test } from "vitest";
import { withQuery } from "../../src/console/api/http";
import type { Kpis } from "../../src/console/api/types";
import { askedOf, queryOf, searchOf, sinceFor } from "../../src/console/pages/dashboard/asked";
import { isAmount, listedAs, metricAt, PLACES } from "../../src/console/pages/dashboard/catalogue";
import { figureAt, writtenChange } from "../../src/console/pages/dashboard/figures";
import { placeName } from "../../src/console/pages/dashboard/steps";
import { en } from "../../src/console/i18n/en";
import { zh } from "../../src/console/i18n/zh";

const at = (hour: number): Date => new Date(2026, 2, 10, hour);

test("a period begins at a local midnight, so it stays the same all day", () => {
  const morning = sinceFor("week", at(8));
  expect(morning).toBe(new Date(2026, 2, 4).toISOString());
  expect(sinceFor("week", at(23))).toBe(morning);
  expect(sinceFor("all", at(8))).toBeUndefined();
});

test("the period before is as long as the period", () => {
  const before = (search: string) => queryOf(askedOf(new URLSearchParams(search)), at(8));
  expect(before("").compare_since).toBe(new Date(2026, 1, 25).toISOString());
  expect(before("period=today").compare_since).toBe(new Date(2026, 2, 9).toISOString());
  expect(before("period=all").compare_since).toBeUndefined();
  expect(before("from=2026-03-01&to=2026-03-02")).toMatchObject({
    since: new Date(2026, 2, 1).toISOString(),
    until: new Date(2026, 2, 3).toISOString(),
    compare_since: new Date(2026, 1, 27).toISOString(),
    compare_until: new Date(2026, 2, 1).toISOString(),
  });
  expect(before("vs=2026-01-01..2026-01-31")).toMatchObject({
    compare_since: new Date(2026, 0, 1).toISOString(),
    compare_until: new Date(2026, 1, 1).toISOString(),
  });
  expect(before("vs=none").compare_since).toBeUndefined();
});

test("what is shown stands in the address, and comes back from it", () => {
  const address = "from=2026-03-01&to=2026-03-09&vs=none&only=channel%3Dwidget&only=language%3D&by=language%2Cmodel&show=transfer";
  const asked = askedOf(new URLSearchParams(address));
  expect(asked.only).toEqual({ channel: "widget", language: "" });
  expect(searchOf(asked).toString()).toBe(address);
  expect(searchOf(askedOf(new URLSearchParams())).toString()).toBe("");
});

test("an address that somebody made up shows what is usual", () => {
  const asked = askedOf(new URLSearchParams("period=century&from=yesterday&to=2026-13-99&only=weather%3Dfine&by=mood"));
  expect([asked.period, asked.days, asked.only, asked.by]).toEqual(["week", undefined, {}, []]);
});

test("several values of one name are sent each", () => {
  expect(withQuery("/api/kpis", { only: ["channel=widget", "language=zh"], by: undefined })).toBe(
    "/api/kpis?only=channel%3Dwidget&only=language%3Dzh",
  );
});

test("numbers are read by their place, with n and interval", () => {
  const kpis = {
    opened: 12,
    transfer: { value: 0.25, n: 8, low: 0.1, high: 0.5, by_reason: { safety: { value: 0.1, n: 8, low: 0, high: 0.3 } } },
    frt: { n: 5, p50_s: 1.5, p50_interval_s: [1, 2] },
    cost: { n: 3, mean: "0.002", mean_interval: ["0.001", "0.003"] },
    csat: { n: 2, mean: null, mean_interval: null },
    operators_online: null,
  } as unknown as Kpis;
  expect(figureAt(kpis, "opened")).toMatchObject({ value: 12, n: 12 });
  expect(figureAt(kpis, "transfer.by_reason.safety")).toEqual({ value: 0.1, n: 8, low: 0, high: 0.3 });
  expect(figureAt(kpis, "frt.p50_s")).toEqual({ value: 1.5, n: 5, low: 1, high: 2 });
  expect(figureAt(kpis, "cost.mean")).toEqual({ value: 0.002, n: 3, low: 0.001, high: 0.003 });
  expect([figureAt(kpis, "csat.mean").value, figureAt(kpis, "operators_online.mean").value]).toEqual([null, null]);
});

test("each number opens the list that the server keeps of it, loads none", () => {
  expect([listedAs("transfer.by_reason.safety"), listedAs("frt.p50_s"), listedAs("csat.mean"), listedAs("cost.mean")]).toEqual([
    "transfer.by_reason.safety",
    "frt",
    "csat.response",
    "cost",
  ]);
  expect([listedAs("concurrency.max"), listedAs("operators_online.mean")]).toEqual([undefined, undefined]);
  expect([isAmount("aht.p50_s"), isAmount("transfer")]).toEqual([true, false]);
  expect(metricAt("resolution.assumed.agent_alone").better).toBe("up");
});

test("every rate that has a card has a name and says what it counts, in both languages", () => {
  for (const place of PLACES) {
    for (const text of [en, zh]) expect([place, text.rates.names[place] && text.rates.help[place]]).not.toContain(undefined);
  }
});

test("a change has its sign, and of shares is in points", () => {
  expect([writtenChange(0.0234, "share", "en", ""), writtenChange(-1.5, "seconds", "en", "")]).toEqual(["+2.3", "-1.5 sec"]);
});

test("a point is named by the step that it stands for", () => {
  expect(placeName("2026-03-10T05:00:00Z", "hour", "en")).toBe("Mar 10, 05:00");
  expect(placeName("2026-03-10T05:00:00Z", "month", "en")).toBe("Mar 2026");
});
