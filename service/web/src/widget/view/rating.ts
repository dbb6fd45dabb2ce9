import type { Chat } from "../chat";
import { STRINGS } from "../i18n";
import { h, setLabel, setText } from "./dom";
import { noticeText } from "./notice";
import type { View } from "./view";

/** The server's limit, in characters. */
const LIMIT = "1000";

/** "How satisfied are you?": five radio buttons, which the arrow keys go through, and a word of one's own. */
export function ratingView(chat: Chat): View {
  const legend = h("legend");
  const words = [1, 2, 3, 4, 5].map(() => h("span"));
  const stars = words.map((_, index) =>
    h("input", { type: "radio", name: "tw-rating", value: String(index + 1), "data-testid": `tw-rating-${index + 1}` }),
  );
  const labels = words.map((word, index) => h("label", {}, stars[index] as Node, h("b", {}, String(index + 1)), word));
  const comment = h("textarea", { rows: "2", dir: "auto", maxlength: LIMIT, "data-testid": "tw-rating-comment" });
  const alert = h("p", { class: "notice", role: "alert", dir: "auto" });
  const send = h("button", { type: "submit", class: "choice", disabled: true, "data-testid": "tw-rating-send" });
  const act = { type: "button", class: "quiet", "data-testid": "tw-rating-skip", onclick: () => chat.ending.skipRating() };
  const skip = h("button", act);
  const group = h("fieldset", { class: "stars", role: "radiogroup" }, legend, ...labels);
  const element = h("form", { class: "rating", hidden: true }, group, comment, alert);
  element.append(h("div", { class: "choices" }, send, skip));

  let sending = false;
  const chosen = (): number => stars.findIndex((star) => star.checked) + 1;
  const refresh = (): void => {
    send.disabled = sending || !chosen();
  };
  element.addEventListener("change", refresh);
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    if (send.disabled) return;
    sending = true;
    refresh();
    void chat.ending.rate(chosen(), comment.value).finally(() => {
      sending = false;
      refresh();
    });
  });

  return {
    element,
    update(state) {
      const strings = STRINGS[state.language];
      const appearing = element.hidden && state.ending === "rating";
      element.hidden = state.ending !== "rating";
      setText(legend, strings.rate);
      for (const [index, word] of words.entries()) setText(word, strings.ratings[index] ?? "");
      comment.placeholder = strings.comment;
      setLabel(comment, strings.comment);
      setText(alert, state.notice ? noticeText(state) || strings.failed : "");
      alert.hidden = alert.textContent === "";
      setText(send, strings.submitRating);
      setText(skip, strings.skip);
      if (!appearing) return;
      element.reset();
      refresh();
      if (state.open) stars[0]?.focus();
    },
  };
}
