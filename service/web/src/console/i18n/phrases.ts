/** Sentences that the server writes in English, in another language: by their forms, with `{}` for what differs. A
 * translation with another order numbers the places, from `{0}`. */
export type Phrases = readonly (readonly [form: string, translation: string])[];

/** What fits no form stays as it is; what stands in the places of a form is translated by itself. */
export function translator(phrases: Phrases): (sentence: string) => string {
  const known = new Map(phrases);
  const forms = phrases.filter(([form]) => form.includes("{}")).map(([form, translation]) => ({ pattern: patternOf(form), translation }));
  const translate = (sentence: string): string => {
    const whole = known.get(sentence);
    if (whole !== undefined) return whole;
    for (const { pattern, translation } of forms) {
      const places = pattern.exec(sentence)?.slice(1);
      let next = 0;
      if (places) return translation.replace(/\{(\d?)\}/g, (_, place: string) => translate(places[Number(place || next++)] ?? ""));
    }
    return sentence;
  };
  return translate;
}

function patternOf(form: string): RegExp {
  const fixed = form.split("{}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${fixed.join("(.+?)")}$`, "s");
}
