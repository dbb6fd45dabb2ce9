import { beforeEach, expect, test, vi } from "vitest";
import { announced } from "../../src/widget/announce";
import { WidgetApi } from "../../src/widget/api";
import { Chat } from "../../src/widget/chat";
import { titled } from "../../src/widget/attention";
import { holds, isAt } from "../../src/widget/invitations";
import { fetchLook, PLAIN } from "../../src/widget/look";
import { publish, type TurnwisePage } from "../../src/widget/page";
import { initialState, withConversation, withMessages } from "../../src/widget/state";
import { Memory } from "../../src/widget/storage";
import { message } from "./messages";

const chat = (): Chat => new Chat(new WidgetApi("http://shop.test", null), new Memory("test", null, null), "en");

beforeEach(() => {
  delete window.Turnwise;
  vi.unstubAllGlobals();
});

test("what a page asked for before the widget was there is done in order, and later calls may come the same way", () => {
  window.Turnwise = [["setLanguage", "zh"], ["hide"]];
  const one = chat();
  publish(one, null);
  expect(one.store.get()).toMatchObject({ language: "zh", shown: false });
  const page = window.Turnwise as unknown as TurnwisePage;
  page.push(["show"], ["setLanguage", "en"]);
  expect(one.store.get()).toMatchObject({ language: "en", shown: true });
});

test("only what is a method can be called, whatever the page puts in the list", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  window.Turnwise = [["constructor"], ["__proto__"], ["teleport", 1]];
  publish(chat(), null);
  expect(warn).toHaveBeenCalledTimes(3);
});

test("a page hears that something happened, not what was said; a mistake of its own harms nobody", () => {
  const one = chat();
  const { announce } = publish(one, null);
  const page = window.Turnwise as unknown as TurnwisePage;
  const reported = vi.fn();
  vi.stubGlobal("reportError", reported);
  const heard: unknown[] = [];
  const listener = (detail: unknown): void => void heard.push(detail);
  page.on("message", () => {
    throw new Error("the page's own");
  });
  page.on("message", listener);
  announce("message", { role: "agent" });
  page.off("message", listener);
  announce("message", { role: "agent" });
  expect(heard).toEqual([{ role: "agent" }]);
  expect(reported).toHaveBeenCalledTimes(2);
});

test("every change that matters is announced once", () => {
  const ready = { ...initialState("en"), phase: "ready" as const };
  const open = { ...ready, open: true };
  expect(announced(ready, open)).toEqual([["open", {}]]);
  expect(announced(open, ready)).toEqual([["close", {}]]);
  const said = withMessages(open, [message(1, { text: "a secret", role: "customer" }), message(2)]);
  expect(announced(open, said)).toEqual([
    ["message", { role: "customer" }],
    ["message", { role: "agent" }],
  ]);
  expect(JSON.stringify(announced(open, said))).not.toContain("secret");
  const waiting = withConversation(said, { state: "waiting", position: 1 });
  expect(announced(said, waiting)).toEqual([["handoff", { state: "waiting" }]]);
  expect(announced(waiting, withConversation(waiting, { state: "closed" }))).toEqual([["end", {}]]);
  expect(announced(said, { ...said, rated: 4 })).toEqual([["rating", { rating: 4 }]]);
  // The history of a chat that goes on is no news.
  expect(announced({ ...open, phase: "starting" }, said)).toEqual([]);
});

test("of two widgets on a page the first has the name, and the other is had by its key", () => {
  const [first, other] = [chat(), chat()];
  publish(first, null);
  publish(other, "outlet");
  const page = window.Turnwise as unknown as TurnwisePage;
  page.get("outlet")?.hide();
  expect([first.store.get().shown, other.store.get().shown]).toEqual([true, false]);
  expect(page.get("nobody")).toBeUndefined();
});

test.each([
  ["/pricing*", "https://shop.test/pricing/table", true],
  ["/pricing", "https://shop.test/pricing/table", false],
  ["/*/lamps", "https://shop.test/en/lamps?page=2", true],
  ["/*?page=2", "https://shop.test/en/lamps?page=2", true],
  ["https://shop.test/*", "https://shop.test/", true],
  ["https://shop.test/*", "https://other.test/", false],
  ["/a*a", "https://shop.test/a", false],
  ["*", "https://shop.test/x", true],
])("an address in a rule: %s at %s", (pattern, address, matches) => {
  expect(isAt(pattern, address)).toBe(matches);
});

test("an invitation waits for all that is set: the page, the time and the scrolling", () => {
  const one = { text: { en: "Hi", zh: "" }, pages: ["/pricing"], seconds: 5, scroll_percent: 50, often: "visitor" as const };
  const at = "https://shop.test/pricing";
  const held = [holds(one, at, 5, 50), holds(one, at, 4, 50), holds(one, at, 5, 49), holds(one, "https://shop.test/", 9, 99)];
  expect(held).toEqual([true, false, false, false]);
});

test("a visitor is invited once, or once in a tab", () => {
  localStorage.clear();
  sessionStorage.clear();
  const memory = new Memory("shop");
  memory.noteInvited("for ever", "visitor");
  memory.noteInvited("this tab", "session");
  expect([memory.wasInvited("for ever"), memory.wasInvited("this tab")]).toEqual([true, true]);
  sessionStorage.clear();
  expect([memory.wasInvited("for ever"), memory.wasInvited("this tab")]).toEqual([true, false]);
});

test("the look is the server's; the plain one where it cannot be reached, and none where the site may not carry the chat", async () => {
  const answers = async (answer: () => Promise<Response>) => {
    vi.stubGlobal("fetch", answer);
    return fetchLook("http://shop.test", "k");
  };
  expect(await answers(async () => Response.json({ side: "left" }))).toEqual({ ...PLAIN, side: "left" });
  expect(await answers(() => Promise.reject(new TypeError("offline")))).toEqual(PLAIN);
  expect(await answers(async () => new Response("<html>", { status: 502 }))).toEqual(PLAIN);
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  expect(await answers(async () => Response.json({ detail: "no" }, { status: 403 }))).toBeNull();
});

test("the title tells of unread replies and forgets them when they are read", () => {
  expect([titled("Shop", 2), titled("(2) Shop", 3), titled("(3) Shop", 0)]).toEqual(["(2) Shop", "(3) Shop", "Shop"]);
});
