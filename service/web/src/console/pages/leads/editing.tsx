import { InputNumber, Select } from "antd";
import { LEAD_FIELDS, type LeadPolicyDocument } from "../../api/leads";
import { named, useText } from "../../i18n/context";

/** What each form of the lead policy gets: the document as it is being edited, and how a value in it is set. */
export interface Editing {
  draft: LeadPolicyDocument;
  set(path: string, value: unknown): void;
}

interface ChoiceProps {
  value: string[];
  onChange(value: string[]): void;
  options: string[];
  words: Record<string, string>;
  placeholder?: string;
  free?: boolean;
}

/** Several of a list, in the order of choosing; `free` takes other names, too. */
export function Choice({ value, onChange, options, words, placeholder, free = false }: ChoiceProps) {
  return (
    <Select<string[]>
      mode={free ? "tags" : "multiple"}
      value={value}
      onChange={onChange}
      options={options.map((option) => ({ value: option, label: named(words, option) }))}
      placeholder={placeholder}
    />
  );
}

/** Kinds of details. */
export function FieldChoice({ value, onChange, placeholder }: Pick<ChoiceProps, "value" | "onChange" | "placeholder">) {
  const text = useText();
  return (
    <Choice
      value={value}
      onChange={onChange}
      options={LEAD_FIELDS}
      words={text.fields}
      {...(placeholder === undefined ? {} : { placeholder })}
    />
  );
}

interface NumberProps {
  value: number | null;
  onChange(value: number | null): void;
  step?: number;
  placeholder?: string;
}

export function NumberInput({ value, onChange, step = 1, placeholder }: NumberProps) {
  return (
    <InputNumber<number>
      value={value}
      step={step}
      onChange={onChange}
      {...(placeholder === undefined ? {} : { placeholder })}
    />
  );
}
