import { useQuery } from "@tanstack/react-query";
import { type StyleDocument, type StylePage, saveStyle, styleHistoryQuery, styleQuery } from "../../api/style";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useText } from "../../i18n/context";
import { DocumentEditor, type Section, type SetValue } from "../policy/DocumentEditor";
import { AdditionsForm } from "./AdditionsForm";
import { LengthForm } from "./LengthForm";
import { PersonaForm } from "./PersonaForm";
import { PhrasesForm } from "./PhrasesForm";

/** Who the agent says it is, how it speaks, what it never says, and what it always adds. */
export function StylePolicy() {
  const text = useText();
  const { data, error, refetch } = useQuery(styleQuery);
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />;
  const tabs = (draft: StyleDocument, set: SetValue): Section[] => {
    const form = { draft, set };
    const tab = (key: keyof typeof text.style.tabs, sections: string[], children: React.ReactNode): Section => ({
      key,
      label: text.style.tabs[key],
      sections,
      children,
    });
    return [
      tab("persona", ["persona", ""], <PersonaForm {...form} fixed={data.fixed_words} />),
      tab("length", ["tone", "length"], <LengthForm {...form} />),
      tab("phrases", ["forbidden", "promises"], <PhrasesForm {...form} />),
      tab("required", ["required"], <AdditionsForm {...form} kind="required" />),
      tab("disclaimers", ["disclaimers"], <AdditionsForm {...form} kind="disclaimers" />),
    ];
  };
  return (
    <DocumentEditor<StyleDocument, StylePage>
      page={data}
      queryKey={styleQuery.queryKey}
      history={styleHistoryQuery}
      save={saveStyle}
      intro={text.style.intro}
      words={{ ...text.policy.problems, ...text.style.problems }}
      testId="style"
      tabs={tabs}
    />
  );
}
