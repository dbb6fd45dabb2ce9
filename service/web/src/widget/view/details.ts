import type { Chat } from "../chat";
import type { Wrong } from "../forms";
import { STRINGS } from "../i18n";
import type { ChatState } from "../state";
import { h, setText } from "./dom";

export interface DetailField {
  kind: string;
  required: boolean;
  /** To choose from; without any it is written. */
  options: readonly string[];
}

interface Parts {
  fields: readonly DetailField[];
  testid: string;
  submitLabel: "startChat" | "leaveDetails";
  /** What may be left out says so. */
  optional: boolean;
  submit(values: Record<string, string>, agreed: boolean): Promise<Wrong>;
  /** Null where it cannot be passed over. */
  skip: (() => void) | null;
}

const INPUTS: Record<string, { type: string; autocomplete: string }> = {
  email: { type: "email", autocomplete: "email" },
  phone: { type: "tel", autocomplete: "tel" },
  whatsapp: { type: "tel", autocomplete: "tel" },
  name: { type: "text", autocomplete: "name" },
  company: { type: "text", autocomplete: "organization" },
  city: { type: "text", autocomplete: "address-level2" },
};

let made = 0;

/** A form for contact details with the box that agrees to their being stored; each mistake stands at its field. */
export function detailsView(chat: Chat, parts: Parts) {
  const prefix = `tw-details-${++made}`;
  const known = chat.store.get().who;
  const rows = parts.fields.map(({ kind, required, options }) => {
    const id = `${prefix}-${kind}`;
    const error = h("p", { class: "wrong", id: `${id}-wrong`, hidden: true });
    const attributes = { id, name: kind, "data-testid": `tw-field-${kind}`, "aria-describedby": error.id };
    const { type, autocomplete } = INPUTS[kind] ?? { type: "text", autocomplete: "off" };
    const unchosen = h("option", { value: "" });
    const input = options.length
      ? h("select", attributes, unchosen, ...options.map((option) => h("option", {}, option)))
      : h("input", { ...attributes, type, autocomplete, maxlength: "300", dir: "auto" });
    if (required) input.setAttribute("aria-required", "true");
    const before = kind === "name" || kind === "email" || kind === "phone" ? known?.[kind] : undefined;
    if (before) input.value = String(before);
    const label = h("label", { for: id });
    return { kind, required, input, label, error, unchosen, element: h("div", { class: "field" }, label, input, error) };
  });
  const asks = parts.fields.some(({ kind }) => kind !== "topic");
  const box = h("input", { type: "checkbox", "data-testid": "tw-consent", "aria-describedby": `${prefix}-consent-wrong` });
  const sentence = h("span", { dir: "auto" });
  const boxError = h("p", { class: "wrong", id: `${prefix}-consent-wrong`, hidden: true });
  const consent = h("div", { class: "field", hidden: !asks }, h("label", { class: "consent" }, box, sentence), boxError);
  const whole = h("p", { class: "wrong", role: "alert", hidden: true });
  const submit = h("button", { type: "submit", class: "choice", "data-testid": `${parts.testid}-send` });
  const skip = h("button", { type: "button", class: "quiet", hidden: !parts.skip, "data-testid": `${parts.testid}-skip` });
  skip.addEventListener("click", () => parts.skip?.());
  const buttons = h("div", { class: "choices" }, submit, skip);
  // The browser's own bubbles speak its language, not the widget's.
  const attributes = { class: "details", novalidate: true, "data-testid": parts.testid };
  const element = h("form", attributes, ...rows.map((row) => row.element), consent, whole, buttons);

  let wrong: Wrong = {};
  const show = (): void => {
    const words = STRINGS[chat.store.get().language].wrong;
    const tell = (place: HTMLElement, input: HTMLElement | null, code: string | undefined): void => {
      setText(place, code ? (words[code] ?? words["no_detail"] ?? "") : "");
      place.hidden = !code;
      input?.setAttribute("aria-invalid", String(!!code));
    };
    for (const { kind, input, error } of rows) tell(error, input, wrong[kind]);
    tell(boxError, box, wrong["consent"]);
    tell(whole, null, wrong[""]);
  };
  const missing = (): Wrong => {
    const empty = rows.filter(({ required, input }) => required && !input.value.trim());
    const found: Wrong = Object.fromEntries(empty.map(({ kind }) => [kind, "missing"]));
    const given = rows.filter(({ kind, input }) => input.value.trim() && kind !== "topic");
    if (given.length && !box.checked) found["consent"] = "not_agreed";
    const filled = rows.some(({ input }) => input.value.trim());
    if (!filled && !Object.keys(found).length) found[""] = "empty";
    return found;
  };
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    if (submit.disabled) return;
    wrong = missing();
    if (Object.keys(wrong).length) return refuse();
    submit.disabled = true;
    const values = Object.fromEntries(rows.map(({ kind, input }) => [kind, input.value.trim()]));
    void parts.submit(values, box.checked).then((found) => {
      submit.disabled = false;
      wrong = found;
      if (Object.keys(found).length) refuse();
    });
  });
  /** To the first mistake, which is read out with its field. */
  const refuse = (): void => {
    show();
    (rows.find(({ kind }) => wrong[kind])?.input ?? (wrong["consent"] ? box : rows[0]?.input))?.focus();
  };

  return {
    element,
    focus: () => rows[0]?.input.focus(),
    update(state: ChatState): void {
      const strings = STRINGS[state.language];
      for (const { kind, required, label, unchosen } of rows) {
        const name = strings.fields[kind] ?? kind;
        // Of a card's fields one is enough: none is more optional than the others.
        setText(label, required || !parts.optional ? name : strings.optional(name));
        setText(unchosen, strings.choose);
      }
      setText(sentence, state.look.consent[state.language]);
      setText(submit, strings[parts.submitLabel]);
      setText(skip, strings.withoutForm);
      show();
    },
  };
}
