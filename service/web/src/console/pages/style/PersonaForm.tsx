import { Input, Segmented } from "antd";
import { GREETS, type StyleDocument, type StylePage } from "../../api/style";
import { useText } from "../../i18n/context";
import { Field, Problems } from "../policy/Field";
import { type Editing, LinesField, SaidField } from "./editing";

/** Who the agent says it is, and when it greets. */
export function PersonaForm({ draft, set, fixed }: Editing & { fixed: StylePage["fixed_words"] }) {
  const text = useText();
  const { persona } = draft;
  return (
    <>
      <Problems path="" />
      <div className="policy-grid style-names">
        <Field path="persona.name" label={text.style.name} help={text.style.nameHelp}>
          <Input
            value={persona.name}
            placeholder={text.style.noName}
            onChange={(event) => set("persona.name", event.target.value)}
            data-testid="style-name"
          />
        </Field>
        <Field path="persona.company" label={text.style.company}>
          <Input value={persona.company} onChange={(event) => set("persona.company", event.target.value)} />
        </Field>
      </div>
      <SaidField label={text.style.about} path="persona.about" value={persona.about} set={set} fixed={fixed.about} help={text.style.aboutHelp} />
      <SaidField label={text.style.greeting} path="persona.greeting" value={persona.greeting} set={set} fixed={fixed.greeting} help={text.style.fixedHelp} />
      <div className="policy-grid">
        {(["en", "zh"] as const).map((language) => (
          <LinesField
            key={language}
            path={`persona.questions.${language}`}
            label={`${text.style.questions} (${text.style.language[language]})`}
            value={persona.questions[language]}
            set={set}
            help={text.style.questionsHelp}
            testId={`style-questions-${language}`}
          />
        ))}
      </div>
      <Field path="persona.greet" label={text.style.greet} help={text.style.greetHelp}>
        <Segmented<StyleDocument["persona"]["greet"]>
          value={persona.greet}
          onChange={(value) => set("persona.greet", value)}
          options={GREETS.map((value) => ({ value, label: text.style.greets[value] }))}
        />
      </Field>
    </>
  );
}
