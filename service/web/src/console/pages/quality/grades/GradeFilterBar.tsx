import { useQuery } from "@tanstack/react-query";
import { Select, Slider } from "antd";
import { useState } from "react";
import { type GradeFilters, gradersQuery } from "../../../api/grades";
import { rulesQuery } from "../../../api/rules";
import { scoresQuery } from "../../../api/ruleHits";
import { graderNamed, named, useText } from "../../../i18n/context";
import { ruleTitle } from "../rules/titles";
import { useLocalisation } from "../../../i18n/context";

interface Props {
  filters: GradeFilters;
  onFilters(change: Record<string, string | undefined>): void;
}

const LANGUAGES = ["en", "zh"];

/** What the list is narrowed by; what takes a request to be chosen from is asked for when it is opened. */
export function GradeFilterBar({ filters, onFilters }: Props) {
  const { text, language } = useLocalisation();
  const t = text.quality.grades;
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set(Object.keys(filters)));
  const open = (name: string) => setOpened((before) => new Set([...before, name]));
  const graders = useQuery(gradersQuery).data?.graders ?? [];
  const rules = useQuery({ ...rulesQuery, enabled: opened.has("rule") });
  const people = useQuery({ ...scoresQuery("operator", filters.since), enabled: opened.has("operator") });
  const labels = graders.find(({ grader }) => grader === filters.grader)?.labels ?? [];
  const choices: Record<string, { value: string; label: string }[]> = {
    grader: graders.map(({ grader }) => ({ value: grader, label: graderNamed(text, grader) })),
    label: [...new Set(filters.grader ? [...labels, "not_applicable", "could_not_grade"] : [])].map((value) => ({
      value,
      label: named(text.labels, value),
    })),
    rule: (rules.data?.rules ?? []).map((rule) => ({ value: rule.id, label: ruleTitle(rule, language) })),
    operator: (people.data?.cards ?? []).map(({ key }) => ({ value: key ?? "agent", label: key ?? text.conversations.agent })),
    channel: Object.keys(text.channels).map((value) => ({ value, label: named(text.channels, value) })),
    language: LANGUAGES.map((value) => ({ value, label: named(text.quality.languages, value) })),
  };
  return (
    <div className="grade-filters" role="search">
      {(["grader", "label", "rule", "operator", "channel", "language"] as const).map((name) => (
        <Select<string>
          key={name}
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          value={filters[name] ?? null}
          placeholder={t.filters[name]}
          aria-label={t.filters[name]}
          disabled={name === "label" && !filters.grader}
          loading={(name === "rule" && rules.isFetching) || (name === "operator" && people.isFetching)}
          options={choices[name] ?? []}
          onOpenChange={(isOpen) => isOpen && open(name)}
          onChange={(value: string | undefined) =>
            onFilters({ [name]: value, ...(name === "grader" && { label: undefined }) })
          }
          data-testid={`filter-${name}`}
        />
      ))}
      <ScoreRange filters={filters} onFilters={onFilters} />
    </div>
  );
}

function ScoreRange({ filters, onFilters }: Props) {
  const t = useText().quality.grades;
  const chosen: [number, number] = [Number(filters.least ?? 0), Number(filters.most ?? 1)];
  const [moving, setMoving] = useState<[number, number] | null>(null);
  const [least, most] = moving ?? chosen;
  return (
    <label className="score-range">
      <span className="muted">
        {t.score} {least}–{most}
      </span>
      <Slider
        range
        min={0}
        max={1}
        step={0.05}
        value={[least, most]}
        ariaLabelForHandle={[t.least, t.most]}
        onChange={(value) => setMoving(value as [number, number])}
        onChangeComplete={([low = 0, high = 1]) => {
          setMoving(null);
          onFilters({ least: low > 0 ? String(low) : undefined, most: high < 1 ? String(high) : undefined });
        }}
      />
    </label>
  );
}
