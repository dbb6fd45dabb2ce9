import type { Chat } from "../chat";
import { formDue } from "../state";
import { detailsView } from "./details";
import { h, setText } from "./dom";
import type { View } from "./view";

/** The form before the chat, in the composer's place. */
export function formView(chat: Chat): View {
  const intro = h("p", { dir: "auto" });
  const element = h("div", { class: "ending form", hidden: true, "data-testid": "tw-form" }, intro);
  let details: ReturnType<typeof detailsView> | null = null;
  let of: unknown = null;
  return {
    element,
    update(state) {
      const due = formDue(state);
      const appearing = element.hidden && due;
      element.hidden = !due;
      const form = state.look.form;
      if (!due || !form) return;
      const topics = form.topics[state.language].filter(Boolean);
      const made = JSON.stringify([form, topics]);
      if (of !== made) {
        of = made;
        details?.element.remove();
        details = detailsView(chat, {
          fields: form.fields.map((field) => ({ ...field, options: field.kind === "topic" ? topics : [] })),
          testid: "tw-form",
          submitLabel: "startChat",
          optional: true,
          submit: ({ topic = "", ...fields }, agreed) => chat.forms.start(fields, topic, agreed),
          skip: form.fields.some(({ required }) => required) ? null : () => chat.forms.skip(),
        });
        element.append(details.element);
      }
      const words = form.intro[state.language];
      setText(intro, words);
      intro.hidden = !words;
      details?.update(state);
      if (appearing && state.open) details?.focus();
    },
  };
}
