import type { Chat } from "../chat";
import { STRINGS } from "../i18n";
import type { ChatState } from "../state";
import { h, icon, setLabel, setText } from "./dom";
import { type Entry, entries } from "./entries";
import { entryView } from "./message";
import type { View } from "./view";

const NEAR_END_PX = 60;

/** The conversation. Finished messages are in the live region; the growing draft is beside it, or it would be
 * read out at every word. */
export function logView(chat: Chat): View & { scrollToEnd(): void } {
  const log = h("div", { class: "log", role: "log", "aria-live": "polite", "data-testid": "tw-log" });
  const draft = h("div", { class: "bubble", dir: "auto", "data-testid": "tw-draft" });
  const draftRow = h("div", { class: "entry agent", "aria-hidden": "true" }, draft);
  const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
  const typingText = h("span", { class: "unseen" });
  const typing = h("div", { class: "typing", role: "status", "data-testid": "tw-typing" }, dots, typingText);
  const withdrawn = h("div", { class: "withdrawn", role: "status", dir: "auto", "data-testid": "tw-withdrawn" });
  const scroller = h("div", { class: "scroller", tabindex: "0", role: "group" }, log, withdrawn, draftRow, typing);
  const jumpText = h("span");
  const jump = h("button", { type: "button", class: "jump", hidden: true }, icon("down"), jumpText);
  const element = h("div", { class: "conversation" }, scroller, jump);
  const shown = new Map<string, ReturnType<typeof entryView>>();

  const atEnd = (): boolean => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
  const scrollToEnd = (): void => {
    scroller.scrollTop = scroller.scrollHeight;
    jump.hidden = true;
  };
  jump.addEventListener("click", scrollToEnd);
  scroller.addEventListener("scroll", () => {
    if (atEnd()) jump.hidden = true;
  });

  const place = (wanted: Entry[], state: ChatState): boolean => {
    const keys = new Set(wanted.map((entry) => entry.key));
    for (const [key, view] of shown) {
      if (keys.has(key)) continue;
      view.element.remove();
      shown.delete(key);
    }
    let added = false;
    wanted.forEach((entry, index) => {
      let view = shown.get(entry.key);
      if (!view) {
        view = entryView(entry, chat);
        shown.set(entry.key, view);
        added = true;
      }
      view.update(entry, state);
      if (log.children[index] !== view.element) log.insertBefore(view.element, log.children[index] ?? null);
    });
    return added;
  };

  return {
    element,
    scrollToEnd,
    update(state) {
      const strings = STRINGS[state.language];
      const following = atEnd();
      // History that arrives all at once is there to be read, not to be read out.
      log.setAttribute("aria-live", shown.size && state.phase === "ready" ? "polite" : "off");
      const wanted = entries(state);
      const own = wanted.at(-1)?.role === "customer" && !shown.has(wanted.at(-1)?.key ?? "");
      const added = place(wanted, state);
      setLabel(log, strings.log);
      setLabel(scroller, strings.log);
      setText(draft, state.draft);
      draftRow.hidden = state.draft === "";
      withdrawn.hidden = !state.withdrawn;
      setText(withdrawn, state.withdrawn ? strings.withdrawn : "");
      typing.hidden = state.typing === null || state.draft !== "";
      const who = state.typing === "operator" ? (state.operator ?? strings.operator) : strings.agent;
      setText(typingText, typing.hidden ? "" : strings.typing(who));
      setText(jumpText, strings.newMessages);
      if (following || own) scrollToEnd();
      else if (added) jump.hidden = false;
    },
  };
}
