import { Input } from "antd";
import type { Said } from "../../api/policy";
import { named, useText } from "../../i18n/context";
import { Problems } from "../policy/Field";
import type { Editing } from "./editing";

/** The question and what it is for, by language; an empty box leaves the agent's own words, shown in it. */
export function WordsForm({ draft, set, fixed }: Editing & { fixed: Record<string, Said> }) {
  const text = useText();
  return (
    <>
      <p className="muted">{text.leadPolicy.wordsHelp}</p>
      <Problems path="words" />
      {Object.entries(fixed).map(([part, own]) => (
        <fieldset key={part} className="policy-words lead-words">
          <legend>{named(text.leadPolicy.parts, part)}</legend>
          {(["en", "zh"] as const).map((language) => (
            <Input.TextArea
              key={language}
              autoSize={{ minRows: 2, maxRows: 6 }}
              value={draft.words[part]?.[language] ?? ""}
              placeholder={own[language]}
              aria-label={`${named(text.leadPolicy.parts, part)} (${language})`}
              onChange={(event) => set(`words.${part}`, { en: "", zh: "", ...draft.words[part], [language]: event.target.value })}
              data-testid={`lead-words-${part}-${language}`}
            />
          ))}
          <span className="muted policy-help lead-part-help">{text.leadPolicy.partHelp[part]}</span>
        </fieldset>
      ))}
    </>
  );
}
