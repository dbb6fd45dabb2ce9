import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Tabs } from "antd";
import { useMemo, useState } from "react";
import { type PolicyDocument, type PolicyPage, policyHistoryQuery, policyQuery, savePolicy } from "../api/policy";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { RelativeTime } from "../components/RelativeTime";
import { useErrorText } from "../components/useErrorText";
import { useText } from "../i18n/context";
import { EditingContext, ProblemsContext } from "./policy/context";
import { explained, withValue } from "./policy/draft";
import { History } from "./policy/History";
import { HoursForm } from "./policy/HoursForm";
import { NobodyForm } from "./policy/NobodyForm";
import { OverridesForm } from "./policy/OverridesForm";
import { RulesForm } from "./policy/RulesForm";
import { WordsForm } from "./policy/WordsForm";

/** When a person takes over, what customers are told, and when somebody is there. */
export default function Policy() {
  const { data, error, refetch } = useQuery(policyQuery);
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />;
  // What is being edited survives a refetch; a saved policy starts anew.
  return <Editor key={data.number} page={data} />;
}

function Editor({ page }: { page: PolicyPage }) {
  const text = useText();
  const client = useQueryClient();
  const explain = useErrorText();
  const { message } = App.useApp();
  const [draft, setDraft] = useState<PolicyDocument>(page.document);
  const [taken, setTaken] = useState(0);
  const [history, setHistory] = useState(false);
  const save = useMutation({
    mutationFn: () => savePolicy(draft, page.number),
    onSuccess: (saved) => {
      client.setQueryData(policyQuery.queryKey, saved);
      void message.success(text.policy.saved);
    },
  });
  const problems = useMemo(() => explained(save.error, text.policy.problems), [save.error, text]);
  const changed = draft !== page.document;
  const editing = useMemo(
    () => ({
      draft,
      problems,
      fixedWords: page.fixed_words,
      set: (path: string, value: unknown) => setDraft((before) => withValue(before, path, value)),
    }),
    [draft, problems, page.fixed_words],
  );
  const count = (section: string) => problems.filter(({ field }) => field.split(".")[0] === section).length;
  const tab = (key: string, label: string, sections: string[], children: React.ReactNode) => {
    const wrong = sections.reduce((sum, section) => sum + count(section), 0);
    return { key, label: wrong ? <span className="bad">{`${label} (${wrong})`}</span> : label, children };
  };
  return (
    <div className="page policy" data-testid="policy">
      <header className="policy-head">
        <div>
          <h1>{text.policy.title}</h1>
          <p className="muted">
            {page.at && page.by ? (
              <>
                {text.policy.savedBy(page.by)} <RelativeTime at={page.at} />
              </>
            ) : (
              text.policy.ofSettings
            )}
          </p>
        </div>
        <div className="policy-actions">
          <Button onClick={() => setHistory(true)}>{text.policy.history}</Button>
          <Button
            type="primary"
            disabled={!changed}
            loading={save.isPending}
            onClick={() => save.mutate()}
            data-testid="policy-save"
          >
            {text.policy.save}
          </Button>
        </div>
      </header>
      {save.error && (
        <Alert
          type="error"
          showIcon
          className="failure"
          title={problems.length ? text.policy.notSaved(problems.length) : explain(save.error)}
          data-testid="policy-error"
        />
      )}
      <ProblemsContext.Provider value={problems}>
        <EditingContext.Provider value={editing}>
          <Tabs
            key={taken}
            items={[
              tab("rules", text.policy.tabs.rules, ["rules"], <RulesForm />),
              tab("overrides", text.policy.tabs.overrides, ["overrides"], <OverridesForm />),
              tab("hours", text.policy.tabs.hours, ["hours"], <HoursForm />),
              tab("waiting", text.policy.tabs.waiting, ["nobody_comes", "loops"], <NobodyForm />),
              tab("words", text.policy.tabs.words, ["words"], <WordsForm />),
            ]}
          />
        </EditingContext.Provider>
      </ProblemsContext.Provider>
      <History
        query={policyHistoryQuery}
        open={history}
        onClose={() => setHistory(false)}
        onTake={(former) => {
          setDraft(former.document);
          setTaken((before) => before + 1);
          setHistory(false);
        }}
      />
    </div>
  );
}
