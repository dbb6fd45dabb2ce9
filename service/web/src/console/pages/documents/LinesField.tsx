import { Input } from "antd";
import { useState } from "react";
import { Field } from "../policy/Field";

interface Props {
  path: string;
  label: string;
  help: string;
  placeholder: string;
  lines: readonly string[];
  onChange(lines: string[]): void;
}

/** A list as text, an entry a line; what is wrong is told with its line. */
export function LinesField({ path, label, help, placeholder, lines, onChange }: Props) {
  const [written, write] = useState(() => lines.join("\n"));
  return (
    <Field path={path} label={label} help={help} named={(field) => lines[Number(field.split(".")[1])] ?? ""}>
      <Input.TextArea
        value={written}
        autoSize={{ minRows: 8, maxRows: 30 }}
        placeholder={placeholder}
        onChange={(event) => {
          write(event.target.value);
          onChange(event.target.value.split("\n").map((line) => line.trim()).filter(Boolean));
        }}
        data-testid={`words-${path}`}
      />
    </Field>
  );
}
