import { beforeEach, expect, test } from "vitest";
import { WidgetApi } from "../../src/widget/api";
import { Chat } from "../../src/widget/chat";
import { Memory } from "../../src/widget/storage";
import { receive } from "../../src/widget/events";
import { composerView } from "../../src/widget/view/composer";
import { STRINGS } from "../../src/widget/i18n";
import { logView } from "../../src/widget/view/log";
import { entryView } from "../../src/widget/view/message";
import { headerView } from "../../src/widget/view/header";
import { ratingView } from "../../src/widget/view/rating";
import { hueOf, initials } from "../../src/shared/face";
import { statusLine } from "../../src/widget/view/status";
import { initialState, withConversation, withMessages } from "../../src/widget/state";
import { entries } from "../../src/widget/view/entries";
import { message } from "./messages";

const sent: string[] = [];
let chat: Chat;

beforeEach(() => {
  sent.length = 0;
  chat = new Chat(new WidgetApi("http://shop.test", null), new Memory("test", null, null), "en");
  chat.send = (text) => void sent.push(text);
});

function press(input: HTMLElement, change: KeyboardEventInit): void {
  input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...change }));
}

test("Enter sends, but not with Shift and not while an input method is composing", () => {
  const { element } = composerView(chat);
  document.body.append(element);
  const input = element.querySelector("textarea") as HTMLTextAreaElement;
  input.value = "灯泡";
  input.dispatchEvent(new Event("input"));
  press(input, { isComposing: true });
  press(input, { keyCode: 229 });
  press(input, { shiftKey: true });
  expect(sent).toEqual([]);
  press(input, {});
  expect(sent).toEqual(["灯泡"]);
  expect(input.value).toBe("");
});

test.each(["en", "zh"] as const)("what was taken back is told in the customer's language: %s", (language) => {
  const { element, update } = logView(chat);
  const told = element.querySelector<HTMLElement>("[data-testid=tw-withdrawn]");
  update(initialState(language));
  expect(told?.hidden).toBe(true);
  update({ ...initialState(language), withdrawn: true });
  expect(told?.hidden).toBe(false);
  expect(told?.textContent).toBe(STRINGS[language].withdrawn);
});

test("the choices of the last reply are buttons that say what stands on them; older ones are gone", () => {
  const offered = withMessages(chat.store.get(), [message(2, { role: "agent", choices: ["Delivery", "<b>Returns</b>"] })]);
  const last = entries(offered).at(-1);
  if (!last) throw new Error("the message is missing");
  const { element, update } = entryView(last, chat);
  update(last, offered);
  const buttons = [...element.querySelectorAll<HTMLButtonElement>("[data-testid=tw-choice]")];
  expect(buttons.map((button) => button.textContent)).toEqual(["Delivery", "<b>Returns</b>"]);
  buttons[0]?.click();
  expect(sent).toEqual(["Delivery"]);

  const answered = withMessages(offered, [message(3, { text: "Delivery" })]);
  const before = entries(answered)[0];
  if (!before) throw new Error("the message is missing");
  update(before, answered);
  expect(element.querySelector<HTMLElement>("[data-testid=tw-choices]")?.hidden).toBe(true);
});

test("what people write is text: no markup, no script addresses, only web links in replies", () => {
  const text = '<img src=x onerror=alert(1)> javascript:alert(1) 见 https://shop.test/a?b=1。 <b>x</b>';
  const citations = [{ document: "d", title: "<i>Title</i>", chunk_id: "1", quote: "<u>Quote</u>" }];
  const state = withMessages(chat.store.get(), [message(1, { text, citations })]);
  const entry = entries(state)[0];
  if (!entry) throw new Error("the message is missing");
  const { element } = entryView(entry, chat);
  expect(element.querySelectorAll("img, b, i, u, script")).toHaveLength(0);
  expect(element.querySelector(".bubble")?.textContent).toBe(text);
  expect([...element.querySelectorAll("a")].map((link) => link.href)).toEqual(["https://shop.test/a?b=1"]);
  expect(element.querySelector("cite")?.textContent).toBe("<i>Title</i>");
});

test.each(["en", "zh"] as const)("a rating is one of five named radio buttons, sent once one is chosen: %s", (language) => {
  const rated: [number, string][] = [];
  chat.ending.rate = async (rating, comment) => void rated.push([rating, comment]);
  const { element, update } = ratingView(chat);
  document.body.append(element);
  update({ ...initialState(language), open: true, conversation: "closed", ending: "rating" });
  const labels = [...element.querySelectorAll("label")];
  expect(labels.map((label) => label.textContent)).toEqual(STRINGS[language].ratings.map((word, at) => `${at + 1}${word}`));
  const [first, , , fourth] = element.querySelectorAll<HTMLInputElement>("input[type=radio]");
  expect([document.activeElement === first, first?.checked]).toEqual([true, false]);
  const send = element.querySelector<HTMLButtonElement>("[type=submit]");
  expect(send?.disabled).toBe(true);
  fourth?.click();
  expect(send?.disabled).toBe(false);
  (element.querySelector("textarea") as HTMLTextAreaElement).value = "很快";
  send?.click();
  expect(rated).toEqual([[4, "很快"]]);
});

test.each(["en", "zh"] as const)("a card asks for what the message asks for, checks it, and tells where it is wrong: %s", async (language) => {
  const answers: unknown[] = [];
  chat.forms.answer = async (card, fields, agreed) => {
    answers.push([card, fields, agreed]);
    return { email: "no_detail" };
  };
  const asked = withMessages({ ...initialState(language), phase: "ready" }, [message(1, { card: { kind: "lead", fields: ["email", "<b>"] } })]);
  chat.page.setLanguage(language);
  const entry = entries(asked)[0];
  if (!entry) throw new Error("the message is missing");
  const { element, update } = entryView(entry, chat);
  document.body.append(element);
  update(entry, asked);
  const card = element.querySelector("form") as HTMLFormElement;
  const email = element.querySelector("[data-testid=tw-field-email]") as HTMLInputElement;
  const wrongs = (): string[] => [...card.querySelectorAll<HTMLElement>(".wrong:not([hidden])")].map((one) => one.textContent ?? "");
  expect(card.querySelectorAll("b")).toHaveLength(0);
  expect(card.querySelectorAll("label")[0]?.textContent).toContain(STRINGS[language].fields["email"]);
  card.requestSubmit();
  expect(wrongs()).toEqual([STRINGS[language].wrong["empty"]]);
  email.value = " nonsense ";
  card.requestSubmit();
  expect(wrongs()).toEqual([STRINGS[language].wrong["not_agreed"]]);
  (card.querySelector("[type=checkbox]") as HTMLInputElement).checked = true;
  card.requestSubmit();
  expect(answers).toEqual([["m1", { email: "nonsense", "<b>": "" }, true]]);
  await Promise.resolve();
  expect(wrongs()).toEqual([STRINGS[language].wrong["no_detail"]]);
  expect([email.getAttribute("aria-invalid"), document.activeElement === email]).toEqual(["true", true]);

  const answered = withMessages(asked, [message(2, { role: "customer" })]);
  update(entries(answered)[0] as typeof entry, answered);
  expect(card.hidden).toBe(true);
});

test("an operator stands there with initials, in either script", () => {
  const names = ["Mia Chen", "mia@shop.test", "王小明", "李", "Ada"];
  expect(names.map(initials)).toEqual(["MC", "MT", "小明", "李", "A"]);
});

test("a name has one colour, and alike names have others", () => {
  const hues = ["Mia", "Mia", "Mio", "小明", "小红", ""].map(hueOf);
  expect(hues[0]).toBe(hues[1]);
  expect(new Set(hues).size).toBe(5);
  expect(hues.every((hue) => Number.isInteger(hue) && hue >= 0 && hue < 360)).toBe(true);
});

test("each operator's message has its writer's name and picture, and initials where that cannot be loaded", () => {
  const [mia, bo] = [{ name: "Mia Chen", picture: "/api/pictures/one" }, { name: "Bo", picture: null }];
  const said = [message(1, { role: "operator", author: mia }), message(2, { role: "operator", author: mia }), message(3, { role: "operator", author: bo })];
  const state = withConversation(withMessages(initialState("en"), said), { state: "human", operator: "Bo" });
  expect(entries(state).map(({ first }) => first)).toEqual([true, false, true]);
  const [element, , other] = entries(state).map((entry) => {
    const view = entryView(entry, chat);
    view.update(entry, state);
    return view.element;
  });
  expect([element, other].map((one) => one?.querySelector(".who")?.textContent)).toEqual(["Mia Chen", "Bo"]);
  expect([element, other].map((one) => one?.querySelector(".letters")?.textContent)).toEqual(["MC", "B"]);
  expect(other?.querySelector("img")).toBeNull();
  const picture = element?.querySelector("img");
  expect([picture?.src, picture?.alt]).toEqual(["http://shop.test/api/pictures/one", ""]);
  picture?.dispatchEvent(new Event("error"));
  expect(element?.querySelector("img")).toBeNull();
  expect(element?.querySelector<HTMLElement>(".face")?.hidden).toBe(false);
});

test("the head shows the shop's logo until an operator takes over, then their picture", () => {
  const { element, update } = headerView(chat, true);
  const shown = (): string | undefined => element.querySelector("img")?.src;
  const look = { ...initialState("en").look, logo: "/api/widget/logo/1" };
  const before = { ...initialState("en"), look };
  update(before);
  expect(shown()).toBe("http://shop.test/api/widget/logo/1");
  const taken = withConversation(before, { state: "human", operator: "Mia", operator_picture: "/api/pictures/one" });
  update(taken);
  expect([shown(), element.querySelector(".subtitle")?.textContent]).toEqual(["http://shop.test/api/pictures/one", "Mia"]);
  update(withConversation(taken, { state: "human", operator: "Mia", operator_picture: null }));
  expect([shown(), element.querySelector(".letters")?.textContent]).toEqual([undefined, "M"]);
  update(withConversation(taken, { state: "open" }));
  expect(shown()).toBe("http://shop.test/api/widget/logo/1");
});

test.each([
  [3, "2 ahead of you."],
  [1, "You are next."],
])("who waits reads where they are in the line: %s", (position, told) => {
  const waiting = withConversation({ ...initialState("en"), phase: "ready" }, { state: "waiting", position });
  expect(statusLine(waiting, STRINGS.en)).toContain(told);
  expect(statusLine({ ...waiting, position: null }, STRINGS.en)).not.toContain(told);
});

test.each([
  ["en", new Date(2040, 2, 5, 9, 0), /Nobody is here right now.*Monday.*9:00/],
  ["zh", new Date(2040, 2, 5, 9, 0), /没有客服在线.*3月5日.*9:00/],
] as const)("out of hours nobody reads a place in the line, but when somebody is there again: %s", (language, opens, told) => {
  const ready = { ...initialState(language), phase: "ready" as const };
  const news = { state: "waiting", operator: null, position: null, opens_at: opens.toISOString() };
  const waiting = receive(ready, { event: "state", data: JSON.stringify(news), id: null });
  const line = statusLine(waiting, STRINGS[language]);
  expect(line).toMatch(told);
  expect(line).not.toContain(STRINGS[language].waiting);
  const open = receive(waiting, { event: "state", data: JSON.stringify({ ...news, position: 1, opens_at: null }), id: null });
  expect(statusLine(open, STRINGS[language])).toContain(STRINGS[language].place(0));
});

test("who is served again today reads the time alone", () => {
  const soon = new Date();
  soon.setSeconds(0);
  const waiting = withConversation({ ...initialState("en"), phase: "ready" }, { state: "waiting", opens_at: soon.toISOString() });
  expect(statusLine(waiting, STRINGS.en)).toMatch(/back: \d{1,2}:\d{2}/);
});
