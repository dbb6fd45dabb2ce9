import { describe, expect, it } from "vitest";
import { configOf, EXAMPLE_BODY, type Entered } from "../../src/console/pages/integrations/entered";
import { draftOf, newSchedule, ownZone } from "../../src/console/pages/reports/draft";
import { momentIn, spanIn } from "../../src/console/pages/reports/moments";

const at = "2026-03-28T23:30:00Z";
const elsewhere = ownZone() === "Asia/Shanghai" ? "Europe/Berlin" : "Asia/Shanghai";

describe("when a report is sent", () => {
  it("is told by the clock of its zone, which is named where it is another one", () => {
    const there = new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: elsewhere });
    expect(momentIn(at, elsewhere, "en-GB")).toBe(`${there} (${elsewhere})`);
    expect(momentIn(at, ownZone(), "en-GB")).toBe(new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" }));
  });

  it("names the zone of a period once", () => {
    const [first, last] = [at, "2026-03-30T00:00:00Z"].map((end) => momentIn(end, ownZone(), "en-GB"));
    expect(spanIn([at, "2026-03-30T00:00:00Z"], ownZone(), "en-GB")).toBe(`${first} – ${last}`);
    expect(spanIn([at, "2026-03-30T00:00:00Z"], elsewhere, "en-GB").split(elsewhere)).toHaveLength(2);
  });

  it("is told by the reader's clock where the browser does not know the zone", () => {
    expect(momentIn(at, "Moon/Sea", "en-GB")).toBe(momentIn(at, ownZone(), "en-GB"));
  });

  it("begins as a Monday morning of the reader's, for nobody yet", () => {
    expect(newSchedule()).toEqual({ every: "week", at: "09:00", zone: ownZone(), weekday: 0, day: 1, to: [] });
  });
});

describe("a report from the dashboard", () => {
  it("keeps what was shown: rate, cut, filter and period", () => {
    const { content, schedule } = draftOf(new URLSearchParams("period=today&show=complaint&by=channel&only.language=en"));
    expect(content.rates[0]).toBe("complaint");
    expect([content.by, content.period, schedule]).toEqual([["channel"], "today", null]);
  });
});

describe("who takes reports", () => {
  const entered: Entered = { kind: "notice", name: "Boss", address: "mailtos://x", events: ["report.ready"], method: "POST", body: EXAMPLE_BODY };

  it("is written to in the language that was chosen", () => {
    expect(configOf({ ...entered, language: "zh" })).toEqual({ address: "mailtos://x", details: false, language: "zh" });
    expect(configOf({ ...entered, kind: "webhook", language: "zh" })).toEqual({ url: "mailtos://x" });
  });
});
