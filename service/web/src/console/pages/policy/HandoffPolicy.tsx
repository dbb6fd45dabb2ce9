import { useQuery } from "@tanstack/react-query";
import { type PolicyDocument, type PolicyPage, policyHistoryQuery, policyQuery, savePolicy } from "../../api/policy";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useText } from "../../i18n/context";
import { EditingContext } from "./context";
import { DocumentEditor, type Section, type SetValue } from "./DocumentEditor";
import { HoursForm } from "./HoursForm";
import { NobodyForm } from "./NobodyForm";
import { OverridesForm } from "./OverridesForm";
import { RulesForm } from "./RulesForm";
import { WordsForm } from "./WordsForm";

/** When a person takes over, what customers are told, and when somebody is there. */
export function HandoffPolicy() {
  const text = useText();
  const { data, error, refetch } = useQuery(policyQuery);
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />;
  const tabs = (draft: PolicyDocument, set: SetValue): Section[] => {
    const editing = { draft, set, fixedWords: data.fixed_words };
    const tab = (key: keyof typeof text.policy.tabs, sections: string[], form: React.ReactNode): Section => ({
      key,
      label: text.policy.tabs[key],
      sections,
      children: <EditingContext.Provider value={editing}>{form}</EditingContext.Provider>,
    });
    return [
      tab("rules", ["rules"], <RulesForm />),
      tab("overrides", ["overrides"], <OverridesForm />),
      tab("hours", ["hours"], <HoursForm />),
      tab("waiting", ["nobody_comes", "operator_gone", "loops"], <NobodyForm />),
      tab("words", ["words"], <WordsForm />),
    ];
  };
  return (
    <DocumentEditor<PolicyDocument, PolicyPage>
      page={data}
      queryKey={policyQuery.queryKey}
      history={policyHistoryQuery}
      save={savePolicy}
      intro={text.policy.intro}
      words={text.policy.problems}
      testId="policy"
      tabs={tabs}
    />
  );
}
