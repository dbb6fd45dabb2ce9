import { InputNumber, Radio } from "antd";
import { type StyleDocument, TONES } from "../../api/style";
import { useText } from "../../i18n/context";
import { Field } from "../policy/Field";
import type { Editing } from "./editing";

const LIMITS = ["max_sentences", "max_words", "max_characters_zh"] as const;

/** The tone, and how long the answer to one question may be. */
export function LengthForm({ draft, set }: Editing) {
  const text = useText();
  return (
    <>
      <Field path="tone" label={text.style.tone} help={text.style.toneHelp}>
        <Radio.Group
          className="style-tones"
          value={draft.tone}
          onChange={(event) => set("tone", event.target.value as StyleDocument["tone"])}
          data-testid="style-tone"
        >
          {TONES.map((tone) => (
            <Radio key={tone} value={tone}>
              <strong>{text.style.tones[tone]}</strong> <span className="muted">{text.style.toneIs[tone]}</span>
            </Radio>
          ))}
        </Radio.Group>
      </Field>
      <div className="policy-grid">
        {LIMITS.map((limit) => (
          <Field key={limit} path={`length.${limit}`} label={text.style.limits[limit]}>
            <InputNumber<number>
              value={draft.length[limit]}
              step={limit === "max_sentences" ? 1 : 10}
              placeholder={text.style.noLimit}
              onChange={(value) => set(`length.${limit}`, value)}
              data-testid={`style-${limit}`}
            />
          </Field>
        ))}
      </div>
      <p className="muted">{text.style.lengthHelp}</p>
    </>
  );
}
