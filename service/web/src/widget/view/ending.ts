import type { Chat } from "../chat";
import { STRINGS } from "../i18n";
import { h, setText } from "./dom";
import { ratingView } from "./rating";
import type { View } from "./view";

/** "Was your question solved?", then the rating, then the way into a new conversation. */
export function endingView(chat: Chat): View {
  const button = (testid: string, style: string, act: () => void): HTMLButtonElement =>
    h("button", { type: "button", class: style, "data-testid": testid, onclick: act });
  const question = h("p", { id: "tw-solved" });
  const yes = button("tw-solved-yes", "choice", () => void chat.ending.end(true));
  const no = button("tw-solved-no", "choice", () => void chat.ending.end(false));
  const skip = button("tw-solved-skip", "quiet", () => void chat.ending.end(null));
  const back = button("tw-solved-back", "quiet", () => chat.ending.keepChatting());
  const choices = h("div", { class: "choices", role: "group", "aria-labelledby": "tw-solved" }, yes, no, skip, back);
  const rating = ratingView(chat);
  const thanks = h("p");
  const again = button("tw-new", "choice", () => void chat.startOver());
  const asking = h("div", {}, question, choices);
  const done = h("div", {}, thanks, again);
  const element = h("div", { class: "ending", "data-testid": "tw-ending" }, asking, rating.element, done);
  return {
    element,
    update(state) {
      const strings = STRINGS[state.language];
      const appearing = element.hidden && state.ending !== "no";
      const finishing = done.hidden && state.ending === "done";
      element.hidden = state.ending === "no";
      asking.hidden = state.ending !== "asking";
      done.hidden = state.ending !== "done";
      back.hidden = state.conversation === "closed";
      rating.update(state);
      setText(question, strings.solved);
      setText(yes, strings.yes);
      setText(no, strings.no);
      setText(skip, strings.skip);
      setText(back, strings.back);
      setText(thanks, strings.thanks);
      setText(again, strings.again);
      if (!state.open) return;
      if (finishing) again.focus();
      else if (appearing && !asking.hidden) yes.focus();
    },
  };
}
