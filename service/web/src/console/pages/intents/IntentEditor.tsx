import { DeleteOutlined } from "@ant-design/icons";
import { Button, Input, Popconfirm, Switch } from "antd";
import type { ReactNode } from "react";
import type { FieldProblem } from "../../api/http";
import type { IntentList } from "../../api/intents";
import { useText } from "../../i18n/context";
import { type Draft, lineAt, linesOf } from "./draft";

interface Props {
  draft: Draft;
  place: number;
  problems: readonly FieldProblem[];
  /** The list that the problems are about. */
  sent: IntentList;
  onChange(change: Partial<Draft>): void;
  onRemove(): void;
}

const ROWS = { minRows: 3, maxRows: 14 };

/** One intent: its name, what it is about, its phrases and its examples by language. */
export function IntentEditor({ draft, place, problems, sent, onChange, onRemove }: Props) {
  const text = useText();
  const t = text.intentList;
  const at = (path: string): FieldProblem[] => problems.filter(({ field }) => field.startsWith(`intents.${place}.${path}`));
  const field = (label: string, paths: string[], control: ReactNode, help?: string) => (
    <label className="intent-field" data-invalid={paths.some((path) => at(path).length > 0)}>
      <span>{label}</span>
      {control}
      {help && <span className="muted policy-help">{help}</span>}
      {paths.flatMap(at).map((problem) => (
        <span key={problem.field + problem.code} className="bad" role="alert" data-testid="intent-problem" data-code={problem.code}>
          {lineAt(sent, problem.field) && <q>{lineAt(sent, problem.field)}</q>} {t.problems[problem.code] ?? problem.problem}
        </span>
      ))}
    </label>
  );
  const lines = (key: "phrases" | "en" | "zh", label: string) => (
    <Input.TextArea
      autoSize={ROWS}
      value={draft[key]}
      onChange={(event) => onChange({ [key]: event.target.value })}
      aria-label={label}
      lang={key === "phrases" ? undefined : key}
      data-testid={`intent-${key}`}
    />
  );
  return (
    <div className="intent-editor">
      <div className="intent-grid">
        {field(
          t.name,
          ["name"],
          <Input value={draft.name} onChange={(event) => onChange({ name: event.target.value })} data-testid="intent-name" />,
          t.nameHelp,
        )}
        {field(
          t.description,
          ["description"],
          <Input value={draft.description} onChange={(event) => onChange({ description: event.target.value })} />,
          t.descriptionHelp,
        )}
        {field(`${t.examples} (English, ${linesOf(draft.en).length})`, ["examples.en"], lines("en", `${t.examples} (English)`))}
        {field(`${t.examples} (中文, ${linesOf(draft.zh).length})`, ["examples.zh"], lines("zh", `${t.examples} (中文)`))}
      </div>
      {field(`${t.phrases} (${linesOf(draft.phrases).length})`, ["phrases"], lines("phrases", t.phrases), t.phrasesHelp)}
      {problems
        .filter((problem) => problem.field === `intents.${place}.examples`)
        .map((problem) => (
          <p key={problem.code} className="bad" role="alert" data-testid="intent-problem" data-code={problem.code}>
            {t.problems[problem.code] ?? problem.problem}
          </p>
        ))}
      <div className="intent-foot">
        <label className="intent-social">
          <Switch checked={draft.social} onChange={(social) => onChange({ social })} />
          <span>{t.social}</span>
        </label>
        <Popconfirm title={t.removeAsk} onConfirm={onRemove} okText={t.remove} cancelText={text.common.cancel}>
          <Button icon={<DeleteOutlined />}>{t.remove}</Button>
        </Popconfirm>
      </div>
    </div>
  );
}
