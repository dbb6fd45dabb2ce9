import type { Chat } from "../chat";
import { STRINGS } from "../i18n";
import { h, icon, setLabel, setText } from "./dom";
import type { View } from "./view";

/** What the widget says by itself beside its launcher: a tap answers it, or sends it away. */
export function teaserView(chat: Chat): View {
  const text = h("span", { dir: "auto" });
  const take = h("button", { type: "button", class: "take", "data-testid": "tw-teaser" }, text);
  take.addEventListener("click", () => chat.takeInvitation());
  const away = h("button", { type: "button", class: "round", "data-testid": "tw-teaser-away" }, icon("close"));
  away.addEventListener("click", () => chat.page.dismissInvitation());
  const bubble = h("div", { class: "teaser", hidden: true, role: "group" }, take, away);
  // The region is there before its words, or they would not be read out.
  const element = h("div", { role: "status" }, bubble);
  return {
    element,
    update(state) {
      const strings = STRINGS[state.language];
      const said = state.invitation && !state.invitation.taken && !state.open ? state.invitation.text : null;
      setText(text, said ? said[state.language] || said.en || said.zh : "");
      bubble.hidden = !said;
      setLabel(bubble, strings.invitation);
      setLabel(away, strings.dismiss);
    },
  };
}
