import { Input } from "antd";
import { useState } from "react";
import type { Said } from "../../api/policy";
import type { StyleDocument } from "../../api/style";
import { useText } from "../../i18n/context";
import { linesOf } from "../intents/draft";
import { Field, Problems } from "../policy/Field";
import type { SetValue } from "../policy/DocumentEditor";

/** What each form of the style gets: the document as it is being edited, and how a value in it is set. */
export interface Editing {
  draft: StyleDocument;
  set: SetValue;
}

interface SaidProps {
  label: string;
  path: string;
  value: Said;
  set: SetValue;
  fixed?: Said;
  help?: string;
}

/** One text in both languages side by side; `fixed` is what is said where a box is empty. */
export function SaidField({ label, path, value, set, fixed, help }: SaidProps) {
  const text = useText();
  return (
    <fieldset className="policy-words style-said">
      <legend>{label}</legend>
      {(["en", "zh"] as const).map((language) => (
        <label key={language} className="policy-field">
          <span className="muted">{text.style.language[language]}</span>
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={value[language]}
            placeholder={fixed?.[language] ?? ""}
            lang={language}
            onChange={(event) => set(`${path}.${language}`, event.target.value)}
            data-testid={`style-${path.replaceAll(".", "-")}-${language}`}
          />
          <Problems path={`${path}.${language}`} />
        </label>
      ))}
      {help && <span className="muted policy-help style-wide">{help}</span>}
    </fieldset>
  );
}

interface LinesProps {
  label: string;
  path: string;
  value: string[];
  set: SetValue;
  help?: string;
  testId: string;
}

/** One phrase a line. Keeps what is typed as it is typed; a mistake is told with the phrase that it is about. */
export function LinesField({ label, path, value, set, help, testId }: LinesProps) {
  const [typed, setTyped] = useState(value.join("\n"));
  return (
    <Field path={path} label={label} {...(help === undefined ? {} : { help })} named={(field) => value[Number(field.split(".").at(-1))] ?? ""}>
      <Input.TextArea
        autoSize={{ minRows: 4, maxRows: 16 }}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          set(path, linesOf(event.target.value));
        }}
        data-testid={testId}
      />
    </Field>
  );
}
