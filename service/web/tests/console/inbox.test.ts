import { describe, expect, it } from "vitest";
import type { InboxPage, InboxRow } from "../../src/console/api/inbox";
import { filterOf, narrowing, withFilter } from "../../src/console/pages/conversations/inboxFilter";
import { rowsOf, withFirstPage, withRead, withRows, type InboxPages } from "../../src/console/pages/conversations/inboxPages";
import { oneAfterTheOther } from "../../src/console/pages/conversations/useInbox";
import { waited, waitTone } from "../../src/console/pages/conversations/waited";

const row = (id: string, minute: number, unread = 0): InboxRow =>
  ({ id, last_message_at: `2026-03-01T10:${String(minute).padStart(2, "0")}:00Z`, unread }) as InboxRow;
const page = (rows: InboxRow[], next: string | null): InboxPage => ({
  conversations: rows,
  next,
  limits: { first_response_s: 120, nobody_comes_s: 600 },
});
const pages = (...all: InboxPage[]): InboxPages => ({ pages: all, pageParams: all.map(() => undefined) });
const ids = (data: InboxPages): string => rowsOf(data).map(({ id }) => id).join("");

describe("the pages of the inbox", () => {
  const loaded = pages(page([row("a", 50), row("b", 40)], "after b"), page([row("c", 30), row("d", 20)], "after d"));

  it("shows what has moved up once, and loses nothing that was pushed down", () => {
    const fresh = page([row("d", 59), row("e", 55)], "after e");
    const data = withFirstPage(loaded, fresh);
    expect(ids(data)).toBe("deabc");
    expect(data.pages.map(({ next }) => next)).toEqual(["after b", "after d"]);
  });

  it("drops what no longer belongs to the part that was fetched", () => {
    expect(ids(withFirstPage(loaded, page([row("a", 50), row("c", 30)], "after c")))).toBe("acd");
    expect(ids(withFirstPage(loaded, page([row("a", 50)], null)))).toBe("a");
  });

  it("puts rows that were fetched again in their places, and drops those that did not come", () => {
    expect(ids(withRows(loaded, ["b", "c"], [row("c", 30, 4)]))).toBe("acd");
    expect(rowsOf(withRows(loaded, ["c"], [row("c", 30, 4)]))[2]?.unread).toBe(4);
  });

  it("forgets what was read", () => {
    expect(rowsOf(withRead(pages(page([row("a", 1, 3), row("b", 0, 2)], null)), "a")).map(({ unread }) => unread)).toEqual([0, 2]);
  });
});

it("fetches what changes while it fetches afterwards, together", async () => {
  const asked: string[] = [];
  let finish = (): void => undefined;
  const tell = oneAfterTheOther(({ ids, all }) => {
    asked.push([...ids].join("") + (all ? "*" : ""));
    return new Promise((resolve) => (finish = resolve));
  });
  for (const id of ["a", "b", "c"]) tell({ ids: new Set([id]), all: id === "c" });
  expect(asked).toEqual(["a"]);
  finish();
  await Promise.resolve();
  await Promise.resolve();
  expect(asked).toEqual(["a", "bc*"]);
});

describe("the filter in the address", () => {
  it("is read, without what makes no sense", () => {
    const search = new URLSearchParams("state=mine&risk=nonsense&q=+lamp+&channel=telegram&other=1");
    expect(filterOf(search)).toEqual({ state: "mine", q: "lamp", channel: "telegram" });
    expect(narrowing(filterOf(search))).toBe(1);
  });

  it("changes one part at a time", () => {
    expect(String(withFilter(new URLSearchParams("state=mine&q=lamp"), { state: undefined, risk: "any" }))).toBe("q=lamp&risk=any");
  });
});

describe("the clock of who waits", () => {
  it("is as exact as it matters", () => {
    expect([42, 725, 11_400, 200_000].map(waited)).toEqual(["0:42", "12:05", "3 h 10 min", "2 d"]);
  });

  it("warns from half of the first response's time on", () => {
    const limits = { first_response_s: 120, nobody_comes_s: 600 };
    expect([59, 60, 599, 600].map((seconds) => waitTone(seconds, limits))).toEqual(["good", "fair", "fair", "bad"]);
  });
});
