import type { Chat } from "../chat";
import { STRINGS } from "../i18n";
import { formDue } from "../state";
import { h, icon, setLabel, setText } from "./dom";
import { noticeText } from "./notice";
import type { View } from "./view";

/** The server's limit, in characters (code points). */
const LIMIT = 4000;

export function composerView(chat: Chat): View & { focus(): void } {
  const attributes = { rows: "1", dir: "auto", "data-testid": "tw-input", enterkeyhint: "send", autocomplete: "off" };
  const input = h("textarea", attributes);
  const send = h("button", { type: "submit", class: "round submit", "data-testid": "tw-send" }, icon("send"));
  const notice = h("p", { class: "notice", role: "alert", dir: "auto", "data-testid": "tw-notice" });
  const picker = h("input", { type: "file", hidden: true, multiple: true, tabindex: "-1", "data-testid": "tw-file" });
  const attach = h("button", { type: "button", class: "round", "data-testid": "tw-attach" }, icon("attach"));
  attach.addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    for (const file of picker.files ?? []) void chat.files.add(file);
    picker.value = "";
  });
  const row = h("div", { class: "row" }, attach, picker, input, send);
  const element = h("form", { class: "composer" }, notice, row);

  const over = (): number => [...input.value].length - LIMIT;
  const refresh = (): void => {
    const state = chat.store.get();
    setText(notice, over() > 0 ? STRINGS[state.language].tooLong(over()) : noticeText(state));
    notice.hidden = notice.textContent === "";
    send.disabled = input.value.trim() === "" || over() > 0;
    grow(input);
  };
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    if (send.disabled) return;
    chat.send(input.value);
    input.value = "";
    refresh();
    input.focus();
  });
  input.addEventListener("input", refresh);
  input.addEventListener("input", () => chat.tellTyping());
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    element.requestSubmit();
  });

  return {
    element,
    update(state) {
      const strings = STRINGS[state.language];
      const away = state.ending !== "no" || formDue(state);
      const returning = element.hidden && !away;
      element.hidden = away;
      input.placeholder = strings.placeholder;
      setLabel(input, strings.input);
      setLabel(send, strings.send);
      setLabel(attach, strings.attach);
      attach.hidden = state.files === null;
      picker.accept = state.files?.types.join(",") ?? "";
      refresh();
      if (returning && state.open) input.focus();
    },
    focus: () => input.focus(),
  };
}

/** Enter that picks a word of an input method must not send; Safari reports it by key code 229 only. */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

function grow(input: HTMLTextAreaElement): void {
  input.style.height = "auto";
  if (input.scrollHeight) input.style.height = `${Math.min(input.scrollHeight, 132)}px`;
}
