import { beforeEach, expect, test } from "vitest";
import { WidgetApi } from "../../src/widget/api";
import { Chat } from "../../src/widget/chat";
import { Memory } from "../../src/widget/storage";
import { composerView } from "../../src/widget/view/composer";
import { STRINGS } from "../../src/widget/i18n";
import { logView } from "../../src/widget/view/log";
import { entryView } from "../../src/widget/view/message";
import { ratingView } from "../../src/widget/view/rating";
import { initialState, withMessages } from "../../src/widget/state";
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
  chat.rate = async (rating, comment) => void rated.push([rating, comment]);
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
