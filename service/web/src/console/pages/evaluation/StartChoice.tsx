import { Checkbox, InputNumber, Select, Tooltip } from "antd";
import { useText } from "../../i18n/context";
import { AS_SUITE, type Choice } from "./wanted";

interface Props {
  choice: Choice;
  targets: readonly string[];
  onChange(choice: Choice): void;
}

/** Whom to ask, how often, and whether anew. */
export function StartChoice({ choice, targets, onChange }: Props) {
  const text = useText();
  const t = text.evaluation;
  const options = [AS_SUITE, "documents", "installation", ...targets].map((value) => ({
    value,
    label: t.asked[value] ?? value,
  }));
  return (
    <div className="start-choice">
      <label>
        <span className="muted">{t.ask}</span>
        <Select
          value={choice.of}
          options={options}
          onChange={(of) => onChange({ ...choice, of })}
          popupMatchSelectWidth={false}
          aria-label={t.ask}
        />
      </label>
      <label>
        <span className="muted">{t.repetitions}</span>
        <InputNumber
          min={1}
          max={100}
          value={choice.repetitions}
          placeholder={t.asSuite}
          onChange={(repetitions) => onChange({ ...choice, repetitions })}
        />
      </label>
      <Tooltip title={t.freshHelp}>
        <Checkbox checked={choice.fresh} onChange={(event) => onChange({ ...choice, fresh: event.target.checked })}>
          {t.fresh}
        </Checkbox>
      </Tooltip>
    </div>
  );
}
