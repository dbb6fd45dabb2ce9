import type { Chat } from "../chat";
import { STRINGS } from "../i18n";
import type { ChatState } from "../state";
import { h, setText } from "./dom";
import { detailsView } from "./details";
import type { Entry } from "./entries";
import { faceView } from "./face";
import { linked } from "./links";
import { sentFilesView } from "./sentFiles";
import { sourcesView } from "./sources";

/** One message: who and when, the text as text, its sources, and how its sending went. */
export function entryView(entry: Entry, chat: Chat) {
  const who = h("span", { class: "who", dir: "auto" });
  const time = h("time");
  const face = faceView();
  const meta = h("div", { class: "meta" }, face.element, who, time);
  const text = entry.role === "customer" ? [entry.text] : linked(entry.text);
  const bubble = h("div", { class: "bubble", dir: "auto", "data-testid": "tw-message-text" }, ...text);
  const sources = entry.citations.length ? sourcesView(entry.citations) : null;
  const retry = h("button", { type: "button", class: "link", "data-testid": "tw-retry" });
  retry.addEventListener("click", () => chat.retry(entry.key));
  const outcome = h("span");
  const delivery = h("div", { class: "delivery" }, outcome, retry);
  const choices = h("div", { class: "choices", role: "group", "data-testid": "tw-choices" });
  const buttons = entry.choices.map((choice) => {
    const button = h("button", { type: "button", class: "choice", dir: "auto", "data-testid": "tw-choice" }, choice);
    button.addEventListener("click", () => chat.send(choice));
    return button;
  });
  choices.append(...buttons);
  const element = h("div", { class: `entry ${entry.role}`, "data-testid": "tw-message", "data-role": entry.role });
  let card: ReturnType<typeof detailsView> | null = null;
  if (entry.attachments.length) bubble.replaceChildren(...sentFilesView(entry.attachments, chat));
  element.append(meta, bubble, ...(sources ? [sources.element] : []), ...(entry.role === "customer" ? [delivery] : [choices]));

  return {
    element,
    update(now: Entry, state: ChatState): void {
      const strings = STRINGS[state.language];
      const names = { customer: strings.you, agent: strings.agent, operator: now.author?.name ?? strings.operator };
      setText(who, names[now.role]);
      face.update(chat.address(now.author?.picture), now.role === "operator" ? names.operator : null);
      element.classList.toggle("follows", !now.first);
      if (now.at) {
        time.dateTime = now.at;
        setText(time, clock(now.at, state.language));
      }
      sources?.update(strings);
      if (now.card && !card) {
        card = detailsView(chat, {
          fields: now.card.fields.map((kind) => ({ kind, required: false, options: [] })),
          testid: "tw-card",
          submitLabel: "leaveDetails",
          optional: false,
          submit: (values, agreed) => chat.forms.answer(now.key, values, agreed),
          skip: null,
        });
        element.append(card.element);
      }
      if (card) {
        card.element.hidden = !now.card;
        card.update(state);
      }
      choices.hidden = now.choices.length === 0;
      choices.setAttribute("aria-label", strings.choices);
      element.dataset["delivery"] = now.delivery;
      delivery.hidden = now.delivery === "done";
      retry.hidden = now.delivery !== "failed";
      setText(outcome, now.delivery === "failed" ? strings.failed : sending(strings.sending, now.share));
      setText(retry, strings.retry);
    },
  };
}

function sending(words: string, share: number | undefined): string {
  return share === undefined ? words : `${words} ${Math.round(share * 100)} %`;
}

/** The time of day where the customer is, with the date when it was another day. */
function clock(at: string, language: string): string {
  // The browser's own variant of the language knows whether people there count to 12 or to 24.
  const locale = navigator.language.startsWith(language) ? navigator.language : language;
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  const day: Intl.DateTimeFormatOptions = today ? {} : { month: "short", day: "numeric" };
  return date.toLocaleString(locale, { ...day, hour: "2-digit", minute: "2-digit" });
}
