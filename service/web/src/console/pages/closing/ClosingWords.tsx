import { Input } from "antd";
import { type ClosingDocument, PARTS } from "../../api/closing";
import type { Said } from "../../api/policy";
import { useText } from "../../i18n/context";
import type { SetValue } from "../policy/DocumentEditor";
import { Problems } from "../policy/Field";

interface Props {
  draft: ClosingDocument;
  set: SetValue;
  fixed: Record<(typeof PARTS)[number], Said>;
}

/** What customers are told; an empty box leaves the agent's own words, shown in it. */
export function ClosingWords({ draft, set, fixed }: Props) {
  const text = useText();
  return (
    <>
      <p className="muted">{text.policy.wordsHelp}</p>
      <Problems path="words" />
      {PARTS.map((part) => (
        <fieldset key={part} className="policy-words">
          <legend>{text.closing.parts[part]}</legend>
          {(["en", "zh"] as const).map((language) => (
            <Input.TextArea
              key={language}
              autoSize={{ minRows: 2, maxRows: 6 }}
              value={draft.words[part][language]}
              placeholder={fixed[part][language]}
              aria-label={`${text.closing.parts[part]} (${language})`}
              onChange={(event) => set(`words.${part}`, { ...draft.words[part], [language]: event.target.value })}
              data-testid={`closing-words-${part}-${language}`}
            />
          ))}
        </fieldset>
      ))}
    </>
  );
}
