import { Input } from "antd";
import { named, useText } from "../../i18n/context";
import { useEditing } from "./context";
import { Problems } from "./Field";

/** What customers are told, by occasion and language; an empty box leaves the agent's own words, shown in it. */
export function WordsForm() {
  const text = useText();
  const { draft, fixedWords, set } = useEditing();
  return (
    <>
      <p className="muted">{text.policy.wordsHelp}</p>
      <Problems path="words" />
      {Object.entries(fixedWords).map(([occasion, fixed]) => (
        <fieldset key={occasion} className="policy-words">
          <legend>{text.policy.occasions[occasion] ?? named(text.reasons, occasion)}</legend>
          {(["en", "zh"] as const).map((language) => (
            <Input.TextArea
              key={language}
              autoSize={{ minRows: 2, maxRows: 6 }}
              value={draft.words[occasion]?.[language] ?? ""}
              placeholder={fixed[language]}
              aria-label={`${text.policy.occasions[occasion] ?? named(text.reasons, occasion)} (${language})`}
              onChange={(event) =>
                set(`words.${occasion}`, { en: "", zh: "", ...draft.words[occasion], [language]: event.target.value })
              }
              data-testid={`policy-words-${occasion}-${language}`}
            />
          ))}
        </fieldset>
      ))}
    </>
  );
}
