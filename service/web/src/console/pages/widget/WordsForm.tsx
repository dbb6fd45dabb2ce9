import { useText } from "../../i18n/context";
import { LinesField, SaidField } from "../style/editing";
import type { Editing } from "./editing";

/** What the chat opens with, and the sentence that customers agree to before they leave details. */
export function WordsForm({ draft, set, page }: Editing) {
  const text = useText();
  const words = text.widget;
  return (
    <>
      <SaidField label={words.greeting} path="greeting" value={draft.greeting} set={set} fixed={page.fixed_words.greeting} help={words.greetingHelp} />
      <div className="policy-grid">
        {(["en", "zh"] as const).map((language) => (
          <LinesField
            key={language}
            path={`questions.${language}`}
            label={`${words.questions} (${text.style.language[language]})`}
            value={draft.questions[language]}
            set={set}
            help={words.questionsHelp}
            testId={`widget-questions-${language}`}
          />
        ))}
      </div>
      <SaidField label={words.consent} path="consent" value={draft.consent} set={set} fixed={page.fixed_words.consent} help={words.consentHelp} />
    </>
  );
}
