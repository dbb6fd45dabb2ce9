import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { intentsQuery } from "../../api/intents";
import { languageName } from "../../components/formats";
import { named, useLocalisation } from "../../i18n/context";
import type { SetValue } from "../policy/DocumentEditor";
import { Field } from "../policy/Field";

const COMMON = ["en", "zh"];

interface Props {
  skills: string[];
  languages: string[];
  skillsHelp: string;
  languagesHelp: string;
  set: SetValue;
}

/** Topics and languages, of a group or of one operator. */
export function TopicFields({ skills, languages, skillsHelp, languagesHelp, set }: Props) {
  const { text, locale } = useLocalisation();
  const t = text.groups;
  const intents = useQuery(intentsQuery).data?.document.intents.map(({ name }) => name) ?? [];
  const known = [...new Set([...intents, ...skills])];
  const codes = [...new Set([...COMMON, ...languages])];
  return (
    <>
      <Field path="skills" label={t.skills} help={skillsHelp}>
        <Select<string[]>
          mode="multiple"
          value={skills}
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t.anything}
          options={known.map((value) => ({ value, label: named(text.intents, value) }))}
          onChange={(value) => set("skills", value)}
          data-testid="group-skills"
        />
      </Field>
      <Field path="languages" label={t.languages} help={languagesHelp}>
        <Select<string[]>
          mode="tags"
          value={languages}
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t.anything}
          options={codes.map((value) => ({ value, label: languageName(value, locale) }))}
          onChange={(value) => set("languages", value.map((one) => one.trim().toLowerCase()))}
          data-testid="group-languages"
        />
      </Field>
    </>
  );
}
